/// <reference path="./.sst/platform/config.d.ts" />
// The app: its name, and its stacks in the order the data takes. Settings of each stage: packages/deployment/settings.ts.

export default $config({
  async app({ stage }) {
    const { isKept, settingsOf } = await import('./packages/deployment/settings.ts')
    return {
      name: 'clickstream',
      home: 'aws',
      protect: isKept(stage),
      removal: isKept(stage) ? 'retain' : 'remove',
      providers: {
        aws: {
          version: '7.20.0',
          region: settingsOf(stage).region,
          defaultTags: { tags: { app: 'clickstream', stage } },
        },
        random: '4.16.6',
      },
    }
  },
  async run() {
    const { lake } = await import('./stacks/lake.ts')
    const { collect } = await import('./stacks/collect.ts')
    const { transform } = await import('./stacks/transform.ts')
    const { jobs } = await import('./stacks/jobs.ts')
    const { query } = await import('./stacks/query.ts')
    const { live } = await import('./stacks/live.ts')
    const { report } = await import('./stacks/report.ts')
    const { observe } = await import('./stacks/observe.ts')

    const resting = lake()
    const collected = collect(resting)
    const transformed = transform(resting, collected)
    const worked = jobs(resting, collected)
    const asked = await query(resting)
    const counted = live(resting, collected)
    const reported = await report(resting, collected, asked, counted)
    observe(
      resting,
      [collected, transformed, worked, counted, reported].flatMap(each => each?.watched ?? []),
    )

    return {
      collector: collected.url,
      stream: collected.streamUrl,
      lake: resting.lakeUrl,
      catalog: resting.catalogUrl,
      engine: asked.engineUrl,
      live: counted?.liveUrl,
      viewer: reported?.url,
    }
  },
})
