import JSON
import StatesInterpreter
import StatesLanguage
import Testing

@Suite("What AWS answered")
struct RecordedCasesTests {
    @Test("Every recorded execution ends with AWS's status, output and error")
    func executions() async throws {
        var score = Score()
        for recorded in RecordedCase.all where recorded.kind == "execution" {
            let outcome = try await outcome(of: recorded)
            score.count(recorded, outcome)
            #expect(outcome.isRight, "\(recorded.id): \(outcome.actual) instead of \(recorded.expected)")
        }
        print(score.summary)
        #expect(score.total == 464)
        #expect(score.rightCauses == 48)
        #expect(score.rightOrders == 218)
    }

    private func outcome(of recorded: RecordedCase) async throws -> Outcome {
        do {
            let ran = try await run(
                recorded.definition, input: recorded.input, runner: ReplayRunner(recorded), objects: recorded.objects)
            let own = ran.events.filter { $0.execution.isEmpty && $0.type.rawValue.hasSuffix("StateEntered") }
            let entered = own.compactMap { $0.details["name"]?.string }
            return Outcome(recorded, ran.result, entered: entered)
        } catch let invalid as InvalidStateMachine {
            return Outcome(refused: invalid)
        }
    }

    @Test(
        "A definition that AWS refuses is refused with its code",
        arguments: RecordedCase.all.filter { $0.kind == "create_rejected" })
    func refusals(_ recorded: RecordedCase) throws {
        let error = try #require(throws: InvalidStateMachine.self) { try StateMachine(json: recorded.definition) }
        let texts = error.diagnostics.map { "'\($0.code.rawValue): \($0.message) at \($0.location)'" }
        #expect(recorded.expected["cause"]?.string == texts.joined(separator: ", "))
    }

    @Test("Validation gives AWS's diagnostics", arguments: RecordedCase.all.filter { $0.kind == "validate" })
    func validations(_ recorded: RecordedCase) {
        var found: [MachineDiagnostic] = []
        do { _ = try StateMachine(json: recorded.definition) } catch { found = error.diagnostics }
        let expected = (recorded.expected["diagnostics"]?.array ?? []).map {
            "\($0["code"]?.string ?? "") \($0["location"]?.string ?? "") \($0["message"]?.string ?? "")"
        }
        #expect(found.map { "\($0.code.rawValue) \($0.location) \($0.message)" } == expected)
    }

    @Test("A single state gives the status, output and error that TestState gave")
    func singleStates() async throws {
        var count = 0
        for recorded in RecordedCase.all where recorded.kind == "test_state" {
            guard let definition = recorded.singleState else { continue }
            count += 1
            let ran = try await run(definition, input: recorded.input)
            let outcome = Outcome(recorded, ran.result, entered: [])
            #expect(outcome.isRight, "\(recorded.id): \(outcome.actual) instead of \(recorded.expected)")
        }
        #expect(count == 13)
    }

    @Test("A machine that is read, written and read again is the same")
    func roundTrip() throws {
        for recorded in RecordedCase.all where recorded.kind == "execution" {
            let machine = try StateMachine(json: recorded.definition)
            let again = try StateMachine(parsing: machine.json.bytes())
            #expect(again == machine, "\(recorded.id)")
            #expect(again.json.bytes() == machine.json.bytes(), "\(recorded.id)")
        }
    }
}

/// How one execution compares.
private struct Outcome {
    let actual: String
    let isRight: Bool
    let hasRightCause: Bool?
    let hasRightOrder: Bool?

    init(refused: InvalidStateMachine) {
        actual = refused.description
        isRight = false
        hasRightCause = nil
        hasRightOrder = nil
    }

    init(_ recorded: RecordedCase, _ result: ExecutionResult, entered: [String]) {
        let expected = recorded.expected
        let redacted = (recorded.json["redacted"]?.array ?? []).compactMap(\.string)
        let actual = Outcome.json(result)
        self.actual = actual.text()
        let isSame = { (key: String) in
            let (left, right) = (actual[key], expected[key])
            guard let right else { return key == "output" || left == nil }
            return Comparison.same([key: left ?? .null], [key: right], redacted: redacted)
        }
        isRight = ["status", "error", "output"].allSatisfy(isSame)
        hasRightCause = expected["cause"] == nil ? nil : isSame("cause")
        let order = recorded.json["states_entered"]?.array?.compactMap(\.string)
        hasRightOrder = order.map { order in
            // Branches of a Parallel state run at once, in AWS too: each has an order, and there is none among them.
            Outcome.sequences(of: recorded.definition).allSatisfy { names in
                order.filter(names.contains) == entered.filter(names.contains)
            } && order.count == entered.count
        }
    }

    /// The names of the states of each graph that runs in sequence: the machine itself, with the states of its maps,
    /// and each branch of a Parallel state.
    private static func sequences(of graph: JSON) -> [Set<String>] {
        var own = Set<String>()
        var others: [Set<String>] = []
        for (name, state) in graph["States"]?.object ?? [:] {
            own.insert(name)
            others += (state["Branches"]?.array ?? []).flatMap(sequences)
            for key in ["Iterator", "ItemProcessor"] {
                guard let inner = state[key] else { continue }
                let nested = sequences(of: inner)
                own.formUnion(nested[0])
                others += nested.dropFirst()
            }
        }
        return [own] + others
    }

    private static func json(_ result: ExecutionResult) -> JSON {
        var members: [String: JSON] = ["status": .string(result.status)]
        switch result {
        case .succeeded(let output): members["output"] = output
        case .failed(let error, let cause):
            members["error"] = error.map(JSON.string)
            members["cause"] = cause.map(JSON.string)
        case .timedOut, .aborted: break
        }
        return .object(members)
    }
}

/// Counts by set, choice operators apart: they are half of all and would hide the rest.
private struct Score {
    private var rows: [String: (right: Int, total: Int)] = [:]
    private(set) var rightCauses = 0
    private var causes = 0
    private(set) var rightOrders = 0
    private var orders = 0

    var total: Int { rows.values.map(\.total).reduce(0, +) }

    mutating func count(_ recorded: RecordedCase, _ outcome: Outcome) {
        let key = recorded.group == "choice_operators" ? "choice operators" : recorded.set
        let row = rows[key, default: (0, 0)]
        rows[key] = (row.right + (outcome.isRight ? 1 : 0), row.total + 1)
        if let isRight = outcome.hasRightCause { (rightCauses, causes) = (rightCauses + (isRight ? 1 : 0), causes + 1) }
        if let isRight = outcome.hasRightOrder { (rightOrders, orders) = (rightOrders + (isRight ? 1 : 0), orders + 1) }
        if outcome.hasRightCause == false {
            print("cause: \(recorded.id)\n  \(outcome.actual)\n  \(recorded.expected)")
        }
        if outcome.hasRightOrder == false { print("order: \(recorded.id)") }
    }

    var summary: String {
        let lines = rows.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.right)/\($0.value.total)" }
        return "Recorded executions: " + lines.joined(separator: ", ")
            + "; causes \(rightCauses)/\(causes), orders \(rightOrders)/\(orders)"
    }
}
