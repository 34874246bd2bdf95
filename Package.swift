// swift-tools-version: 6.2
import PackageDescription

/// Flags for every Swift target of ours: the Swift 6 language mode comes from the tools version.
/// In CI a warning is an error; a newer compiler's new warning must not stop a user's build.
let strict: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["STEPSWEEP_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : [])

/// Numeric loops stay optimised in debug builds too, and `sqrt` may be vectorised because nobody reads `errno`.
let numeric: [SwiftSetting] = strict + [.unsafeFlags(["-O", "-Xcc", "-fno-math-errno"])]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// LLVM's linker: quicker, and silent about functions that Foundation uses and we don't.
let linker: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]

/// One room of the house: a library target that may import `dependencies` and Foundation, and nothing else.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one room; `TestSupport` gives temporary folders and real processes.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "stepsweep",
    products: [
        .executable(name: "stepsweep", targets: ["stepsweep"]),
        .executable(name: "stepsweep-worker", targets: ["stepsweep-worker"]),
        .executable(name: "stepsweep-reduce", targets: ["stepsweep-reduce"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.9.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Leaves
        room("JSON"),
        room("SweepModel", ["JSON", crypto]),
        room("StatesLanguage", ["JSON", crypto]),
        .target(name: "CBLAS"),
        .target(name: "CPosix"),
        // The last optimisation flag wins, so that the kernels are fast in debug builds too.
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
        room("TrainingCore", ["CBLAS", "CKernels"], settings: numeric),
        room("Statistics", settings: numeric),
        room("LambdaRuntime", [httpClient, nioCore, nioHTTP1]),
        room("ObjectStore", ["CPosix", crypto]),
        room("AWS", ["JSON", "ObjectStore", crypto, httpClient, nioCore, nioHTTP1, nioSSL]),
        // From nothing to a place in the cloud, and back
        room("CloudSetup", ["JSON", "SweepModel", "SweepCompiler", "AWS"]),
        // From a file to a state machine
        room("ExperimentFile", ["JSON", "SweepModel", yams]),
        room("SweepCompiler", ["JSON", "SweepModel", "StatesLanguage"]),
        // From a state machine to outcomes
        room("StatesInterpreter", ["JSON", "StatesLanguage"]),
        room("TrialRunner", ["JSON", "SweepModel", "TrainingCore", "ObjectStore", "CPosix"]),
        room("ResultStore", ["JSON", "SweepModel", grdb]),
        room("Reducers", ["JSON", "SweepModel", "ResultStore", "ObjectStore", "CPosix"]),
        room(
            "SweepEngines",
            [
                "JSON", "SweepModel", "StatesLanguage", "SweepCompiler", "ObjectStore", "ResultStore", "Reducers",
                "StatesInterpreter", "CPosix",
            ]),
        room(
            "StepFunctionsEngine",
            ["JSON", "SweepModel", "SweepCompiler", "ObjectStore", "Reducers", "SweepEngines", "AWS"]),
        // From an uploaded file to an answer
        room("HTTPStart", ["JSON", "SweepModel", "SweepCompiler"]),
        // From outcomes to a decision
        room("Decisions", ["JSON", "SweepModel", "ResultStore", "Statistics", "ObjectStore"]),
        room("Reporting", ["JSON", "SweepModel", "ResultStore", "Statistics", "Decisions"]),
        // From a serving document to answers
        room("Scoring", ["JSON", "SweepModel", "TrainingCore", "ObjectStore", "Decisions"]),
        room("ServingFunction", ["JSON", "SweepModel", "TrainingCore", "ResultStore", "Decisions", "Scoring"]),
        // From outcomes and models to other programs
        room(
            "Exchange",
            [
                "JSON", "SweepModel", "TrainingCore", "ResultStore", "Decisions", "Reporting", httpClient, nioCore,
                nioHTTP1,
            ]),
        room("PageServer", ["SweepModel", httpTypes, hummingbird, logging, nioCore]),
        // From a promoted model to answers
        room(
            "ModelServer",
            [
                "JSON", "SweepModel", "TrainingCore", "Statistics", "ObjectStore", "ResultStore", "CPosix", httpClient,
                httpTypes, hummingbird, hummingbirdCore, hummingbirdTLS, logging, nioCore, nioHTTP1, nioHTTPTypes,
                nioSSL,
                serviceLifecycle,
            ]),
        // Programs: what each does behind its name
        room("WorkerProgram", ["JSON", "SweepModel", "ObjectStore", "AWS", "TrialRunner", "CPosix"]),
        room("ReduceProgram", ["JSON", "SweepModel", "ObjectStore", "AWS", "Reducers", "LambdaRuntime", "CPosix"]),
        // Wiring
        .executableTarget(
            name: "stepsweep",
            dependencies: [
                "JSON", "SweepModel", "StatesLanguage", "TrainingCore", "ExperimentFile", "SweepCompiler",
                "ObjectStore", "ResultStore", "Reducers", "StatesInterpreter", "TrialRunner", "SweepEngines",
                "StepFunctionsEngine", "Decisions", "Reporting", "Exchange", "PageServer", "ModelServer", "CPosix",
                "AWS",
                "CloudSetup",
                "HTTPStart", "Scoring", "ServingFunction",
                "LambdaRuntime", "WorkerProgram", "ReduceProgram", argumentParser,
            ], swiftSettings: strict, linkerSettings: linker),
        .executableTarget(
            name: "stepsweep-worker", dependencies: ["WorkerProgram"], swiftSettings: strict, linkerSettings: linker),
        .executableTarget(
            name: "stepsweep-reduce", dependencies: ["ReduceProgram"], swiftSettings: strict, linkerSettings: linker),
        // A benchmark of what `compare` promises
        .executableTarget(
            name: "compare-simulation",
            dependencies: ["JSON", "SweepModel", "ObjectStore", "ResultStore", "Statistics", "Decisions"],
            path: "tools/bench/compare-simulation", swiftSettings: strict, linkerSettings: linker),
        // A benchmark of what `ab` promises
        .executableTarget(
            name: "ab-simulation",
            dependencies: ["JSON", "SweepModel", "ResultStore", "Statistics", "Decisions"],
            path: "tools/bench/ab-simulation", swiftSettings: strict, linkerSettings: linker),
        // Tests
        .target(
            name: "TestSupport", dependencies: ["JSON", "SweepModel"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("JSON", ["JSON"]),
        tests("SweepModel", ["JSON", "SweepModel", "TrainingCore"]),
        tests("StatesLanguage", ["JSON", "StatesLanguage"]),
        tests("TrainingCore", ["TrainingCore"], resources: [.copy("Fixtures")]),
        tests("Statistics", ["Statistics"], resources: [.copy("Fixtures")]),
        tests("LambdaRuntime", ["LambdaRuntime"]),
        tests("AWS", ["JSON", "ObjectStore", "AWS"], resources: [.copy("Fixtures")]),
        tests("CloudSetup", ["JSON", "SweepModel", "SweepCompiler", "AWS", "CloudSetup"]),
        tests("ExperimentFile", ["JSON", "SweepModel", "ExperimentFile"]),
        tests(
            "SweepCompiler",
            ["JSON", "SweepModel", "StatesLanguage", "StatesInterpreter", "SweepCompiler", "ExperimentFile"],
            resources: [.copy("Goldens")]),
        tests("ObjectStore", ["ObjectStore"]),
        tests("ResultStore", ["JSON", "SweepModel", "ResultStore", grdb]),
        tests("Reducers", ["JSON", "SweepModel", "ResultStore", "Reducers", "ObjectStore", "stepsweep-reduce"]),
        tests("TrialRunner", ["JSON", "SweepModel", "TrainingCore", "ObjectStore", "TrialRunner"]),
        tests(
            "StatesInterpreter", ["JSON", "StatesLanguage", "StatesInterpreter"], resources: [.copy("Fixtures")]),
        tests("SweepEngines", ["JSON", "SweepModel", "ObjectStore", "ResultStore", "SweepEngines"]),
        tests(
            "StepFunctionsEngine",
            ["JSON", "AWS", "SweepModel", "SweepCompiler", "ObjectStore", "SweepEngines", "StepFunctionsEngine"]),
        tests("HTTPStart", ["JSON", "SweepModel", "SweepCompiler", "ExperimentFile", "HTTPStart"]),
        tests("Decisions", ["JSON", "SweepModel", "ResultStore", "ObjectStore", "Statistics", "Decisions"]),
        tests(
            "Reporting", ["JSON", "SweepModel", "ResultStore", "ObjectStore", "Statistics", "Decisions", "Reporting"],
            resources: [.copy("Goldens")]),
        tests(
            "Scoring", ["JSON", "SweepModel", "TrainingCore", "ObjectStore", "Decisions", "SweepCompiler", "Scoring"]),
        tests("ServingFunction", ["JSON", "SweepModel", "ResultStore", "Decisions", "ServingFunction"]),
        tests("PageServer", ["PageServer"]),
        tests(
            "ModelServer",
            ["JSON", "SweepModel", "TrainingCore", "Statistics", "ObjectStore", "ResultStore", "ModelServer"]),
        tests(
            "Exchange",
            ["JSON", "SweepModel", "TrainingCore", "ObjectStore", "ResultStore", "Decisions", "Exchange", grdb]),
        tests(
            "Simulation",
            ["JSON", "SweepModel", "StatesLanguage", "StatesInterpreter", "SweepCompiler", "Reducers"]),
        tests("CommandLine", ["JSON", "SweepModel", "TrainingCore", "ObjectStore", "ResultStore", "Decisions"]),
        tests("Architecture", []),
    ]
)

// The thread sanitizer looks at rooms that have threads of their own; building the others would take most of its time.
if let tests = Context.environment["STEPSWEEP_ONLY_TESTS"]?.split(separator: ",").map({ $0 + "Tests" }) {
    func name(_ dependency: Target.Dependency) -> String? {
        switch dependency {
        case .byNameItem(let name, _), .targetItem(let name, _): name
        default: nil
        }
    }
    var needed = Set(tests.map(String.init))
    while case let more = Set(
        package.targets.filter { needed.contains($0.name) }.flatMap { $0.dependencies.compactMap(name) }
    ).subtracting(needed), !more.isEmpty {
        needed.formUnion(more)
    }
    package.targets.removeAll { !needed.contains($0.name) }
    package.products.removeAll()
}
