public import SweepCompiler
public import SweepModel

/// What a start over HTTP allows: what a function can do at all, and what it may spend.
public struct StartRules: Sendable, Equatable {
    /// US dollars that one sweep may cost.
    public let maxUSD: Double

    /// A wrong value of the sweep file, by its key.
    public struct Problem: Sendable, Equatable {
        public let key: String
        public let message: String
    }

    /// Trials that one file may start: the usual `budget.max_trials`.
    public static let mostTrials = Budget().maxTrials

    private static let other = "launch it from a machine with `stepsweep launch --on aws`"

    public init(maxUSD: Double) { self.maxUSD = maxUSD }

    /// Why a file that the sweep file names can't come along; `nil` for an object of S3.
    public func problem(withFile name: String, at key: String) -> Problem? {
        guard key != "program" else {
            return Problem(
                key: key,
                message:
                    "names a file of the launching machine, and over HTTP there is none, received `\(name)`: put it "
                    + "into the workers' image and call it with `command`, or \(Self.other)")
        }
        guard !name.hasPrefix("s3://") else { return nil }
        return Problem(
            key: key,
            message: "must be an object of S3 over HTTP, such as s3://bucket/key, received `\(name)`: put it there, or "
                + Self.other)
    }

    /// What in a valid sweep file a start over HTTP can't do, or may not.
    public func problems(with experiment: Experiment) -> [Problem] {
        var problems: [Problem] = []
        if let variable = experiment.environment.variables.first {
            problems.append(
                Problem(
                    key: "environment",
                    message:
                        "takes `\(variable)` from the launching shell, and over HTTP there is none: use `secrets`, or "
                        + Self.other))
        }
        if let usd = experiment.budget.maxUSD, usd > maxUSD {
            problems.append(
                Problem(
                    key: "budget.max_usd",
                    message: "must be at most \(maxUSD.usd), the cap of this address, received \(usd.usd)"))
        }
        if experiment.budget.maxTrials > Self.mostTrials {
            problems.append(
                Problem(
                    key: "budget.max_trials",
                    message: "must be at most \(Self.mostTrials) over HTTP, received \(experiment.budget.maxTrials): "
                        + Self.other))
        }
        return problems
    }

    /// The experiment under the cap: a file without `budget.max_usd` has this one.
    public func capped(_ experiment: Experiment) -> Experiment {
        var experiment = experiment
        experiment.budget.maxUSD = min(experiment.budget.maxUSD ?? maxUSD, maxUSD)
        return experiment
    }

    /// Why a sweep can't be held below its cap.
    ///
    /// - Parameter stack: for the command that brings prices.
    public func problem(with price: PlanPrice, stack: String) -> Problem? {
        if case .refused(let reason) = price.verdict { return Problem(key: "budget.max_usd", message: reason) }
        guard !price.unknown.isEmpty else { return nil }
        return Problem(
            key: "budget.max_usd",
            message:
                "can't be held: the price of \(price.unknown.joined(separator: ", ")) in \(price.region) is unknown; "
                + "bring it with `stepsweep prices update --region \(price.region) --stack \(stack)`")
    }
}
