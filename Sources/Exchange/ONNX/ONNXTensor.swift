/// A constant array of a graph: `TensorProto`. Numbers of fields are those of ONNX's `onnx.proto`.
struct ONNXTensor {
    enum Kind: Int {
        case int64 = 7
        case text = 8
        case double = 11
    }

    private let name: String
    private let shape: [Int]
    private let kind: Kind
    private let content: (inout Protobuf) -> Void

    /// - Parameter shape: none for a single number.
    init(_ name: String, doubles values: [Double], shape: [Int]) {
        self.init(name, shape, .double) { message in
            message.add(
                9,
                bytes: values.flatMap { value in
                    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
                })
        }
    }

    init(_ name: String, texts values: [String]) {
        self.init(name, [values.count], .text) { message in
            for value in values { message.add(6, value) }
        }
    }

    init(_ name: String, integers values: [Int]) {
        self.init(name, [values.count], .int64) { message in
            for value in values { message.add(7, value) }
        }
    }

    private init(_ name: String, _ shape: [Int], _ kind: Kind, _ content: @escaping (inout Protobuf) -> Void) {
        self.name = name
        self.shape = shape
        self.kind = kind
        self.content = content
    }

    var message: Protobuf {
        var message = Protobuf()
        for length in shape { message.add(1, length) }
        message.add(2, kind.rawValue)
        content(&message)
        message.add(8, name)
        return message
    }
}
