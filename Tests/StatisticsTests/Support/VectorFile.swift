import Foundation
import Testing

/// Numbers of other libraries, case by case.
struct VectorFile: Decodable {
    struct Case: Decodable {
        let id: String
        let method: String
        /// The peer's function, where its name says which side is meant.
        let function: String?
        let inputs: VectorValue
        let expected: VectorValue
        let tolerance: Double
        /// Whether the tolerance is of the number itself; of max(1, |number|) where absent.
        let relative: Bool?
    }

    let cases: [Case]

    init(at path: String) throws {
        self = try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Holds every number of every case against ours; a method without a function of ours is a failure.
    func check() {
        for vector in cases {
            guard let method = VectorMethods.function(named: vector.method) else {
                Issue.record("\(vector.id): no function of ours is named for \(vector.method)")
                continue
            }
            let answer = method(vector.inputs.with("function", vector.function))
            for (key, expected) in vector.expected.fields {
                vector.compare(answer[key] ?? .null, expected, at: key, tolerance: vector.tolerance)
            }
        }
    }
}

extension VectorFile.Case {
    fileprivate func compare(_ ours: VectorValue, _ expected: VectorValue, at place: String, tolerance: Double) {
        switch expected {
        case .number(let number):
            let size = relative == true ? abs(number) : max(1, abs(number))
            #expect(abs(ours.number - number) <= tolerance * size, "\(id) \(place): \(ours.number), expected \(number)")
        case .list(let items):
            #expect(ours.list.count == items.count, "\(id) \(place): \(ours)")
            for (index, pair) in zip(ours.list, items).enumerated() {
                compare(pair.0, pair.1, at: "\(place)[\(index)]", tolerance: tolerance)
            }
        case .object(let fields):
            // The score interval's peer is solved numerically.
            for (key, value) in fields {
                compare(
                    ours[key], value, at: "\(place).\(key)",
                    tolerance: key == "score" ? max(tolerance, 1e-5) : tolerance)
            }
        case .text: break  // The peer failed, and the text says how.
        case .bool, .null: #expect(ours == expected, "\(id) \(place)")
        }
    }
}
