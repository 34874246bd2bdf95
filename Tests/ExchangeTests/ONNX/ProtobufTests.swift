import Testing

@testable import Exchange

@Suite("The wire format of Protocol Buffers") struct ProtobufTests {
    @Test("The examples of its specification come out byte by byte")
    func specification() {
        var number = Protobuf()
        number.add(1, 150)
        #expect(number.bytes == [0x08, 0x96, 0x01])
        var text = Protobuf()
        text.add(2, "testing")
        #expect(text.bytes == [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67])
        var outer = Protobuf()
        outer.add(3, number)
        #expect(outer.bytes == [0x1A, 0x03, 0x08, 0x96, 0x01])
    }

    @Test("Zero is one byte, and a negative number ten")
    func ends() {
        var message = Protobuf()
        message.add(1, 0)
        message.add(2, -2)
        #expect(message.bytes == [0x08, 0x00, 0x10, 0xFE] + Array(repeating: 0xFF, count: 8) + [0x01])
    }

    @Test("A field's number may take two bytes, and a length too")
    func long() {
        var message = Protobuf()
        message.add(20, 2)
        message.add(1, bytes: [UInt8](repeating: 7, count: 300))
        #expect(message.bytes.prefix(6) == [0xA0, 0x01, 0x02, 0x0A, 0xAC, 0x02])
        #expect(message.bytes.count == 306)
    }
}
