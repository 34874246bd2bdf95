import Foundation
import ReduceProgram

exit(await ReduceProgram.run(CommandLine.arguments.dropFirst()))
