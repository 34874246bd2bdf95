internal import Foundation
internal import WorkerProgram

exit(WorkerProgram.run(CommandLine.arguments.dropFirst()))
