// Builds Trino's grammar into packages/query/dist, where it is not there or not of the packages that are installed.
import { buildGrammar, isGrammarBuilt } from '@clickstream/query/trino/build'

if (!(await isGrammarBuilt())) await buildGrammar()
