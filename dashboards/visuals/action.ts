// What a click does: filters the other visuals, goes to another sheet, or opens an address.
import type { VisualCustomAction } from '@aws-sdk/client-quicksight'
import type { Group } from './field.ts'
import { slug } from './part.ts'

/** A click on a mark shows only that in all other visuals of the sheet. */
export function filterOthers(): VisualCustomAction {
  return {
    CustomActionId: 'filter-others',
    Name: 'Filter the others',
    Trigger: 'DATA_POINT_CLICK',
    Status: 'ENABLED',
    ActionOperations: [
      {
        FilterOperation: {
          SelectedFieldsConfiguration: { SelectedFieldOptions: 'ALL_FIELDS' },
          TargetVisualsConfiguration: { SameSheetTargetVisualConfiguration: { TargetVisualOptions: 'ALL_VISUALS' } },
        },
      },
    ],
  }
}

/** A click goes to another sheet, with a parameter set to what was clicked. */
export function goTo(sheet: string, parameter: string, from: Group, name: string): VisualCustomAction {
  return {
    CustomActionId: `go-to-${slug(sheet)}`,
    Name: name,
    Trigger: 'DATA_POINT_CLICK',
    Status: 'ENABLED',
    ActionOperations: [
      { NavigationOperation: { LocalNavigationConfiguration: { TargetSheetId: slug(sheet) } } },
      {
        SetParametersOperation: {
          ParameterValueConfigurations: [{ DestinationParameterName: parameter, Value: { SourceField: from.id } }],
        },
      },
    ],
  }
}

/** An entry in the menu of a mark: opens the address that a column holds. */
export function open(column: string, name: string): VisualCustomAction {
  return {
    CustomActionId: `open-${slug(column)}`,
    Name: name,
    Trigger: 'DATA_POINT_MENU',
    Status: 'ENABLED',
    ActionOperations: [{ URLOperation: { URLTemplate: `<<${column}>>`, URLTarget: 'NEW_TAB' } }],
  }
}
