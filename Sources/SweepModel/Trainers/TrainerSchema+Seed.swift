public import JSON

extension TrainerSchema {
    /// Whether the seed changes what this trainer learns from such parameters: by initial weights, the order of rows, or dropout.
    /// What solves for the one optimum from one start learns the same under every seed.
    public func usesSeed(_ parameters: JSON) -> Bool {
        switch name {
        case TrainerSchema.ridge.name: return false
        case TrainerSchema.softmax.name:
            let chosen = parameters["optimizer"] ?? parameter("optimizer")?.defaultValue
            return chosen != "lbfgs"
        default: return true
        }
    }
}
