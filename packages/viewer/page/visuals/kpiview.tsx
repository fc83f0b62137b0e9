// A KPI as it is shown: the number first, all else softer.
import type { VNode } from 'preact'
import { sayChange, writeChange } from './change.ts'
import { readKpi } from './kpi.ts'
import type { Scene } from './scene.ts'
import { Sparkline } from './sparkline.tsx'

export function KpiView({ scene }: { readonly scene: Scene }): VNode {
  const kpi = readKpi(scene)
  if (kpi === null) return <p class="kpi-nothing">–</p>
  const { theme } = scene
  const change = kpi.before?.change
  const tone = change?.direction === 'up' ? theme.good : change?.direction === 'down' ? theme.bad : theme.soft
  const options = scene.visual.KPIVisual?.ChartConfiguration?.KPIOptions
  const hasArrows = options?.TrendArrows?.Visibility !== 'HIDDEN'
  return (
    <div class="kpi">
      <p class="kpi-line">
        <span
          class="kpi-number"
          style={{
            '--length': String(Math.max(4, kpi.text.length)),
            ...(kpi.color === undefined ? {} : { color: kpi.color }),
          }}
        >
          {kpi.sign !== undefined && (
            <span class="kpi-sign" style={{ color: kpi.sign.color ?? 'inherit' }}>
              {kpi.sign.text}{' '}
            </span>
          )}
          {kpi.text}
        </span>
        {change && hasArrows && (
          <span
            class="kpi-change"
            style={{ color: kpi.changeColor ?? tone }}
            title={`${kpi.before?.label}: ${kpi.before?.text}`}
          >
            <span aria-hidden="true">{writeChange(change)}</span>
            <span class="unseen">{sayChange(change)}</span>
          </span>
        )}
      </p>
      {kpi.before !== undefined && !(change && change.share === null) && (
        <p class="kpi-before">
          {kpi.before.label === 'target' ? `of ${kpi.before.text}` : `${kpi.before.text} before`}
        </p>
      )}
      {kpi.progress !== undefined && (
        <div class="kpi-progress" aria-hidden="true">
          <div style={{ width: `${Math.min(100, kpi.progress * 100)}%`, background: kpi.trendColor }} />
        </div>
      )}
      <Sparkline values={kpi.trend} color={kpi.trendColor} isArea={kpi.isArea} />
    </div>
  )
}
