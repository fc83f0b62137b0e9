// What marketing runs: the utm parameters its links carry.
export interface Campaign {
  readonly utm_source: string
  readonly utm_medium: string
  readonly utm_campaign: string
  readonly utm_term?: string
  readonly utm_content?: string
  /** The page visitors come from, where the medium decides it. */
  readonly referrer_url: string | null
  readonly weight: number
}

/** Advertisements and mailings that lead straight to the store. */
export const storeCampaigns: readonly Campaign[] = [
  campaign(20, 'google', 'cpc', 'brand', 'https://www.google.com/', { utm_term: 'winter boots' }),
  campaign(12, 'google', 'cpc', 'shopping', 'https://www.google.com/', { utm_content: 'feed-a' }),
  campaign(8, 'bing', 'cpc', 'brand', 'https://www.bing.com/', {}),
  campaign(10, 'facebook', 'paid_social', 'retargeting', 'https://l.facebook.com/', { utm_content: 'carousel' }),
  campaign(6, 'criteo', 'display', 'retargeting', null, {}),
  campaign(12, 'newsletter', 'email', 'january-sale', null, { utm_content: 'hero' }),
]

/** What people put behind short links. */
export const linkCampaigns: readonly Campaign[] = [
  campaign(14, 'instagram', 'social', 'january-sale', 'https://l.instagram.com/', {}),
  campaign(12, 'twitter', 'social', 'january-sale', 'https://t.co/', {}),
  campaign(10, 'facebook', 'social', 'new-arrivals', 'https://l.facebook.com/', {}),
  campaign(9, 'newsletter', 'email', 'january-sale', 'https://mail.google.com/', { utm_content: 'footer' }),
  campaign(8, 'sms', 'sms', 'back-in-stock', null, {}),
  campaign(6, 'youtube', 'social', 'unboxing & réviews', 'https://www.youtube.com/', {}),
  campaign(5, 'catalogue', 'qr', 'spring-preview', null, {}),
  campaign(4, 'partner', 'affiliate', 'gift-guide', 'https://blog.example/2026/01/ten-gifts-under-50', {}),
]

/** A URL with the campaign's parameters, as `URLSearchParams` writes them. */
export function tagUrl(url: string, { utm_source, utm_medium, utm_campaign, utm_term, utm_content }: Campaign): string {
  const tags = new URLSearchParams({ utm_source, utm_medium, utm_campaign })
  if (utm_term !== undefined) tags.set('utm_term', utm_term)
  if (utm_content !== undefined) tags.set('utm_content', utm_content)
  return `${url}${url.includes('?') ? '&' : '?'}${tags}`
}

function campaign(
  weight: number,
  utm_source: string,
  utm_medium: string,
  utm_campaign: string,
  referrer_url: string | null,
  more: { utm_term?: string; utm_content?: string },
): Campaign {
  return { utm_source, utm_medium, utm_campaign, ...more, referrer_url, weight }
}
