import bowser from 'bowser'
import { isbot } from 'isbot'
import { expect, test } from 'vitest'
import { agentOf, agents, desktopBrowsers, mobileBrowsers } from '../agents.ts'

test('no user agent is declared twice', () => {
  expect(new Set(agents.map(agent => agent.user_agent)).size).toBe(agents.length)
  expect(agents.length).toBeGreaterThan(120)
})

test.each([...desktopBrowsers, ...mobileBrowsers])('$device_type, $os, $browser: $user_agent', agent => {
  const { os, browser, platform } = bowser.parse(agent.user_agent)
  expect(isbot(agent.user_agent)).toBe(false)
  expect({ os: os.name, browser: browser.name }).toEqual({ os: agent.os, browser: agent.browser })
  // bowser does not say what a Chromebook is.
  if (agent.os !== 'Chrome OS') expect(platform.type).toBe(agent.device_type)
})

test.each(agents.filter(agent => agent.traffic !== 'human'))('$traffic: $user_agent', agent => {
  expect(isbot(agent.user_agent)).toBe(true)
  expect([agent.device_type, agent.os, agent.browser]).toEqual([null, null, null])
})

test('a user agent is found by its text, another is not', () => {
  expect(agentOf('Twitterbot/1.0')?.traffic).toBe('preview')
  expect(agentOf('curl/8.15.0')?.traffic).toBe('bot')
  expect(agentOf('curl/8.15.1')).toBeUndefined()
})

test('phones, tablets, computers and televisions are all there', () => {
  const devices = new Set([...desktopBrowsers, ...mobileBrowsers].map(agent => agent.device_type))
  expect([...devices].toSorted()).toEqual(['desktop', 'mobile', 'tablet', 'tv'])
})
