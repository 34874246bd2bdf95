/// A graph of operators that is grown node by node: `GraphProto`. Numbers of fields are those of ONNX's `onnx.proto`.
struct ONNXGraph {
    private let name: String
    private var nodes: [Protobuf] = []
    private var constants: [Protobuf] = []
    private var inputs: [Protobuf] = []
    private var outputs: [Protobuf] = []

    init(name: String) { self.name = name }

    /// One length of an array: fixed, or named where it is the caller's choice.
    enum Length {
        case fixed(Int)
        case named(String)
    }

    mutating func addInput(_ name: String, _ kind: ONNXTensor.Kind, _ shape: [Length]) {
        inputs.append(Self.value(name, kind, shape))
    }

    mutating func addOutput(_ name: String, _ kind: ONNXTensor.Kind, _ shape: [Length]) {
        outputs.append(Self.value(name, kind, shape))
    }

    mutating func addConstant(_ tensor: ONNXTensor) { constants.append(tensor.message) }

    /// Adds an operator that makes `output`, and gives that name back.
    ///
    /// - Parameter attributes: whole numbers by name, in the order in which they are written.
    @discardableResult
    mutating func add(
        _ operation: String, _ inputs: [String], to output: String, _ attributes: KeyValuePairs<String, Int> = [:]
    ) -> String {
        var node = Protobuf()
        for input in inputs { node.add(1, input) }
        node.add(2, output)
        node.add(3, output)
        node.add(4, operation)
        for (name, value) in attributes {
            var attribute = Protobuf()
            attribute.add(1, name)
            attribute.add(3, value)
            attribute.add(20, Self.integerAttribute)
            node.add(5, attribute)
        }
        nodes.append(node)
        return output
    }

    var message: Protobuf {
        var message = Protobuf()
        for node in nodes { message.add(1, node) }
        message.add(2, name)
        for constant in constants { message.add(5, constant) }
        for input in inputs { message.add(11, input) }
        for output in outputs { message.add(12, output) }
        return message
    }

    /// `AttributeProto.INT`.
    private static let integerAttribute = 2

    private static func value(_ name: String, _ kind: ONNXTensor.Kind, _ shape: [Length]) -> Protobuf {
        var dimensions = Protobuf()
        for length in shape {
            var dimension = Protobuf()
            switch length {
            case .fixed(let count): dimension.add(1, count)
            case .named(let name): dimension.add(2, name)
            }
            dimensions.add(1, dimension)
        }
        var tensor = Protobuf()
        tensor.add(1, kind.rawValue)
        tensor.add(2, dimensions)
        var type = Protobuf()
        type.add(1, tensor)
        var value = Protobuf()
        value.add(1, name)
        value.add(2, type)
        return value
    }
}
