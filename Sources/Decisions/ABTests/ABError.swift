/// What an A/B test can't do as asked. Nothing was changed.
public enum ABError: Error, Sendable, Equatable {
    /// An option that can't be understood, or that contradicts another.
    case invalid(option: String, problem: String, received: String)
    /// There is no champion that a challenger could be held against.
    case noChampion
    /// The first arm is not the champion.
    case controlIsNotChampion(control: Int, champion: Int)
    /// Two arms would ask the same model.
    case sameModel(first: String, second: String)
    /// An arm's version is a user's program, and nothing says how to reach it.
    case needsBackend(arm: String, version: Int)
    /// A test runs already.
    case running(String)
    case noTest
    case unknownTest(String)
    case noneRunning(last: String)
    /// Somebody else changed the test meanwhile.
    case changed(String)
    /// What this kind of test has no answer for.
    case notForThisTest(problem: String)
    /// The serving document can't be read.
    case damagedDocument(problem: String)

    public var kind: DecisionError.Kind {
        switch self {
        case .invalid: .usage
        case .noTest, .unknownTest, .noneRunning: .notFound
        case .noChampion, .controlIsNotChampion, .sameModel, .needsBackend, .running, .notForThisTest,
            .damagedDocument:
            .refused
        case .changed: .conflict
        }
    }
}

extension ABError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalid(let option, let problem, let received): "\(option): \(problem), received `\(received)`"
        case .noChampion:
            "no model is champion yet, and an A/B test holds challengers against it; `stepsweep promote SWEEP --as champion` makes one"
        case .controlIsNotChampion(let control, let champion):
            "the first arm is version \(control), and the champion is version \(champion): units outside of the test get the first"
                + " arm's answers, so name the champion first"
        case .sameModel(let first, let second):
            "the arms `\(first)` and `\(second)` are one model; a test needs two that differ: `stepsweep models` lists versions"
        case .needsBackend(let arm, let version):
            "the arm `\(arm)` is version \(version), a program of yours; say how it is reached, like"
                + " --arm \(arm)=\(version)@http://127.0.0.1:9000/ or --arm '\(arm)=\(version)@./predict'"
        case .running(let test):
            "\(test) is running, and two tests would each change what the other measures; `stepsweep ab decide` or `stepsweep ab stop`"
                + " ends it"
        case .noTest: "no A/B test was started yet; `stepsweep ab start` begins one"
        case .unknownTest(let name): "no A/B test `\(name)`; `stepsweep ab list` lists them"
        case .noneRunning(let last): "no A/B test is running; the last one was \(last): `stepsweep ab status \(last)`"
        case .changed(let what): "\(what): somebody else was quicker; look at `stepsweep ab status`, then decide again"
        case .notForThisTest(let problem): problem
        case .damagedDocument(let problem):
            "serving/document.json can't be used: \(problem); update stepsweep, or move the file away: the next `ab` command writes it"
                + " anew from the registry"
        }
    }
}
