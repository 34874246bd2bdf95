internal import TrainingCore

extension ONNXGraph {
    /// Adds the function behind a layer and gives the name of its result.
    mutating func addActivation(_ activation: Activation, _ values: String, layer: Int) -> String {
        let name = "layers.\(layer).outputs"
        switch activation {
        case .relu: return add("Relu", [values], to: name)
        case .tanh: return add("Tanh", [values], to: name)
        case .sigmoid: return add("Sigmoid", [values], to: name)
        case .gelu: return addGELU(values, to: name, prefix: "layers.\(layer).gelu")
        }
    }

    /// z/2 · (1 + tanh(√(2/π) · (z + 0.044715 z³))): the operator `Gelu` came with opset 20, and not for 64-bit floats.
    private mutating func addGELU(_ z: String, to name: String, prefix: String) -> String {
        for (constant, value) in [
            ("half", 0.5), ("one", 1.0), ("scale", Activation.geluScale), ("cubic", Activation.geluCubic),
        ] {
            addConstant(ONNXTensor("\(prefix).\(constant)", doubles: [value], shape: []))
        }
        add("Mul", [z, z], to: "\(prefix).square")
        add("Mul", ["\(prefix).square", z], to: "\(prefix).cube")
        add("Mul", ["\(prefix).cube", "\(prefix).cubic"], to: "\(prefix).third")
        add("Add", [z, "\(prefix).third"], to: "\(prefix).sum")
        add("Mul", ["\(prefix).sum", "\(prefix).scale"], to: "\(prefix).scaled")
        add("Tanh", ["\(prefix).scaled"], to: "\(prefix).tanh")
        add("Add", ["\(prefix).tanh", "\(prefix).one"], to: "\(prefix).raised")
        add("Mul", [z, "\(prefix).half"], to: "\(prefix).halved")
        return add("Mul", ["\(prefix).halved", "\(prefix).raised"], to: name)
    }
}
