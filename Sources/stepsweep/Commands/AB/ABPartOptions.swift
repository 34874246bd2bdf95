import ArgumentParser
import Decisions
import Foundation
import ResultStore
import SweepModel

/// The arms of a test, who gets them, and what must not be harmed.
struct ABPartOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Versions or aliases, the champion first; by default champion,challenger.", valueName: "names"))
    var arms: String?
    @Option(
        help: ArgumentHelp(
            "An arm as NAME=VERSION, NAME=VERSION@http://… or NAME=VERSION@COMMAND; may be repeated.", valueName: "arm")
    )
    var arm: [String] = []
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Percents of the arms, like 90/10; equal by default.", valueName: "percents"))
    var split: String?
    @Option(
        help: ArgumentHelp("Percents of units in the test, raised by schedule: 10%,50%,100%.", valueName: "percents"))
    var ramp: String?
    @Option(help: ArgumentHelp("How long each step of --ramp lasts: 12h, 2d.", valueName: "time")) var every: String?
    @Flag(help: "Ask all arms, answer with the champion, and compare the answers.") var shadow = false
    @Option(
        help: ArgumentHelp(
            "What must not get worse: latency_ms<=+5, error_rate<=+0.01, revenue>=-0.1; may be repeated.",
            valueName: "rule"))
    var guardrail: [String] = []
    @Flag(help: "Requests bring a covariate of each unit: intervals narrow by what it explains (CUPED).")
    var covariate = false
    @Option(help: "fixed, or thompson: weights follow success, and there is no fixed-split verdict.")
    var allocation = Allocation.fixed
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The least share of an arm with --allocation thompson.", valueName: "share"))
    var floor: Double?

    enum Allocation: String, ExpressibleByArgument, CaseIterable { case fixed, thompson }

    mutating func validate() throws {
        if arms != nil, !arm.isEmpty { throw ValidationError("--arms and --arm: choose one of them") }
        if every != nil, ramp == nil { throw ValidationError("--every: only with --ramp") }
        if floor != nil, allocation == .fixed { throw ValidationError("--floor: only with --allocation thompson") }
        if shadow, allocation == .thompson {
            throw ValidationError("--shadow and --allocation thompson: in shadow no arm has outcomes to follow")
        }
        if shadow, covariate { throw ValidationError("--shadow and --covariate: in shadow no outcomes are compared") }
    }

    private var names: [String] {
        arm.isEmpty
            ? (arms ?? "champion,challenger").split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            } : arm
    }

    func arms(_ registry: Registry) throws -> [ServingArm] {
        let option = arm.isEmpty ? "--arms" : "--arm"
        guard (2...ArmChoice.most).contains(names.count) else {
            throw ABError.invalid(
                option: option, problem: "a test has 2 to \(ArmChoice.most) arms",
                received: names.joined(separator: ","))
        }
        let weights =
            try split.map { try ABText.weights($0, arms: names.count, option: "--split") }
            ?? ABText.equalWeights(arms: names.count)
        return try arm.isEmpty
            ? ArmChoice.arms(named: names, weights: weights, in: registry)
            : ArmChoice.arms(written: names, weights: weights, in: registry)
    }

    func steps() throws -> [ABOptions.RampStep] { try ramp.map { try ABText.ramp($0, every: every) } ?? [] }

    func rails(metric: String, measure: UnitMeasure) throws -> [Guardrail] {
        let rails = try guardrail.map { try Guardrail(parsing: $0) }
        guard rails.count <= 20 else {
            throw ABError.invalid(
                option: "--guardrail", problem: "at most 20 of them", received: String(rails.count))
        }
        for (place, rail) in rails.enumerated() {
            if rails[..<place].contains(where: { $0.name == rail.name && $0.bound == rail.bound }) {
                throw ABError.invalid(option: "--guardrail", problem: "named twice", received: rail.text)
            }
            if shadow, case .outcome = rail.source {
                throw ABError.invalid(
                    option: "--guardrail", problem: "in shadow only latency_ms and error_rate tell the arms apart",
                    received: rail.text)
            }
        }
        return rails
    }

    func allocation(_ measure: UnitMeasure, arms: Int) throws -> ABOptions.Allocation {
        guard allocation == .thompson else { return .fixed }
        guard measure == .proportion else {
            throw ABError.invalid(
                option: "--allocation", problem: "thompson knows proportions alone", received: "thompson")
        }
        let floor = floor ?? 0.1
        guard floor >= 0.01, floor * Double(arms) <= 1 else {
            throw ABError.invalid(
                option: "--floor", problem: "must be between 0.01 and 1 over the number of arms",
                received: String(floor))
        }
        return .thompson(floor: floor)
    }
}
