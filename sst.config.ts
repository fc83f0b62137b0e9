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

    const resting = lake()
    const collected = collect(resting)
    transform(resting, collected)
    jobs(resting, collected)
    const asked = await query(resting)

    return {
      collector: collected.url,
      stream: collected.streamUrl,
      lake: resting.lakeUrl,
      catalog: resting.catalogUrl,
      engine: asked.engineUrl,
    }
  },
})
