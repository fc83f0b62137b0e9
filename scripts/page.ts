// Builds the viewer's page into packages/viewer/dist, where it is not there or not of today's source.
import { buildPage, isPageBuilt } from '@clickstream/viewer/build'

if (!(await isPageBuilt())) {
  console.error("Building the viewer's page …")
  await buildPage()
}
