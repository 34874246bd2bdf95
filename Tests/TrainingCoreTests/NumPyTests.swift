import Foundation
import Testing

@testable import TrainingCore

@Suite struct NumPyTests {
    private static let signed: [Double] = [1, -2, 3, 4, 5, -6]

    @Test("Every element type reads as NumPy wrote it", arguments: ["f4", "f8", "i1", "i2", "i4", "i8"])
    func signed(_ name: String) throws {
        let array = try NumPyArray(try Fixture.bytes("arrays/\(name).npy"), file: name)
        #expect(array.shape == [2, 3])
        #expect(array.values == Self.signed)
    }

    @Test("Unsigned elements and truth values read too", arguments: ["u1", "u2", "u4", "u8", "b1"])
    func unsigned(_ name: String) throws {
        let array = try NumPyArray(try Fixture.bytes("arrays/\(name).npy"), file: name)
        #expect(array.values == (name == "b1" ? [1, 0, 1, 1, 1, 0] : Self.signed.map(abs)))
    }

    @Test(
        "All format versions and Fortran's order give the same rows",
        arguments: ["version1", "version2", "version3", "fortran"])
    func layouts(_ name: String) throws {
        #expect(try NumPyArray(try Fixture.bytes("arrays/\(name).npy"), file: name).values == Self.signed)
    }

    @Test("Big-endian arrays are refused with the fix")
    func bigEndian() throws {
        let bytes = try Fixture.bytes("arrays/big_endian.npy")
        let error = dataError { _ = try NumPyArray(bytes, file: "b.npy") }
        #expect(
            error
                == "b.npy: elements of type `>f8`; convert with .astype('<f8'); f4, f8, i1 to i8, u1 to u8 and b1 in little-endian order can be read"
        )
    }

    @Test("Archives, stored or deflated, and pairs of files give the same data set")
    func archives() throws {
        let stored = try DataSet(loading: DataSource(path: Fixture.path("arrays/stored.npz")))
        let pair = try DataSet(
            loading: DataSource(
                path: Fixture.path("arrays/features.npy"), targetPath: Fixture.path("arrays/target.npy")))
        #expect(stored == pair)
        #expect(stored.target.labels == ["0", "1", "2"])
        #expect(stored.featureNames == ["x0", "x1", "x2", "x3"])
        let deflated = try DataSet(loading: DataSource(path: Fixture.path("arrays/deflated.npz"), target: "y"))
        #expect(deflated.rows == 2400)
        #expect((0..<2400).allSatisfy { deflated.features.row($0).elementsEqual(stored.features.row($0 / 40)) })
    }

    @Test("One array alone gives one of its columns as the target")
    func column() throws {
        let data = try DataSet(loading: DataSource(path: Fixture.path("arrays/features.npy"), target: "0"))
        #expect(data.features.columns == 3)
        let error = dataError {
            _ = try DataSet(loading: DataSource(path: Fixture.path("arrays/features.npy"), target: "9"))
        }
        #expect(error.hasSuffix("no column `9` for the target; give its number, 0 to 3"))
    }

    @Test(
        "Claimed shapes that the bytes don't fill are refused before memory is taken",
        arguments: [
            "(1000000000, 1000000000)", "(9223372036854775807, 3)", "(2, 4)", "(-2, 3)", "(2, 3, 1)", "()", "2",
        ])
    func shapes(_ shape: String) throws {
        var bytes = try Fixture.bytes("arrays/f8.npy")
        let header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
        let padded = header.padding(toLength: 118, withPad: " ", startingAt: 0)
        bytes.replaceSubrange(10..<128, with: padded.utf8)
        #expect(throws: DataError.self) { try NumPyArray(bytes, file: "x.npy") }
    }

    @Test(
        "No cut and no changed byte of an array or archive crashes the reader",
        arguments: [
            "f8.npy", "version2.npy", "stored.npz", "deflated.npz",
        ])
    func damage(_ name: String) throws {
        let bytes = try Fixture.bytes("arrays/\(name)")
        func read(_ bytes: [UInt8]) {
            // Some damage can't be told from other numbers; what matters is that each reading ends in a value or an
            // error.
            if name.hasSuffix("npz") {
                guard let archive = try? ZipArchive(bytes, file: name) else { return }
                for member in archive.members {
                    guard let content = try? archive.content(member) else { continue }
                    _ = try? NumPyArray(content, file: name)
                }
            } else {
                _ = try? NumPyArray(bytes, file: name)
            }
        }
        for length in stride(from: 0, to: bytes.count, by: 1) { read(Array(bytes[..<length])) }
        var random = RandomStream(seed: 5, purpose: name)
        for _ in 0..<3000 {
            var damaged = bytes
            for _ in 0...random.below(3) { damaged[random.below(damaged.count)] = UInt8(random.below(256)) }
            read(damaged)
        }
    }

    @Test("A deflated member that grows past its stated size is refused")
    func bomb() throws {
        let archive = try ZipArchive(try Fixture.bytes("arrays/deflated.npz"), file: "d.npz")
        let member = try #require(archive.members.first)
        let bytes = try Fixture.bytes("arrays/deflated.npz")
        let start =
            member.headerOffset + 30 + Int(bytes.littleEndian(at: member.headerOffset + 26, bytes: 2))
            + Int(bytes.littleEndian(at: member.headerOffset + 28, bytes: 2))
        let packed = bytes[start..<start + member.compressedSize]
        #expect(Inflate.inflate(packed, size: member.size)?.count == member.size)
        #expect(Inflate.inflate(packed, size: member.size - 1) == nil)
        #expect(Inflate.inflate(packed.dropLast(9), size: member.size) == nil)
    }
}
