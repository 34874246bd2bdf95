import JSON
import StatesLanguage

/// A scope with `input` as `$`, whose random bits are all zero.
func scope(_ input: JSON, variables: [String: JSON] = [:], context: JSON = [:]) -> EvaluationScope {
    EvaluationScope(input: input, variables: variables, context: { context }, randomBits: { 0 })
}

/// A machine of one state.
func machine(_ state: JSON) -> JSON { ["StartAt": "S", "States": ["S": state]] }
