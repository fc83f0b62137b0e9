import type { ComponentChildren, VNode } from 'preact'
import { navigate } from './route.ts'

interface LinkProps {
  readonly href: string
  readonly children: ComponentChildren
  readonly class?: string
  readonly isCurrent?: boolean
}

/** A link within the page: a plain click stays here, any other (a new tab) is the browser's. */
export function Link({ href, children, isCurrent, ...props }: LinkProps): VNode {
  return (
    <a
      {...props}
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={event => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        navigate(href)
        scrollTo(0, 0)
      }}
    >
      {children}
    </a>
  )
}
