// All comparisons, in the order in which they run. A new one is a line here.
import { compareAws } from './aws.ts'
import { compareDeploy } from './deploy.ts'
import { compareRequests } from './requests.ts'
import { compareResources } from './resources.ts'
import type { Step } from './step.ts'
import { compareTrino } from './trino.ts'

export const steps: readonly Step[] = [
  { name: 'requests', about: "requests to AWS against botocore's description of its services", run: compareRequests },
  {
    name: 'resources',
    about: "what Cloud Control is asked for, against CloudFormation's schemas",
    run: compareResources,
  },
  {
    name: 'deploy',
    about: 'what a deploy asks AWS for, against botocore and the limits of its guides',
    run: compareDeploy,
  },
  { name: 'aws', about: "the AWS side of every seam, against moto's server", run: compareAws },
  {
    name: 'trino',
    about:
      'what this engine answers, against Trino itself (Java 17, Maven; 476 too where there is Java 24; some minutes)',
    isRare: true,
    run: compareTrino,
  },
]
