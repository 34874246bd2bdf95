import ArgumentParser
import SweepModel

/// The command line: a file a subcommand.
struct StepSweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stepsweep",
        abstract: "Hyperparameter sweeps as AWS Step Functions state machines, on a laptop too.",
        discussion: """
            A sweep file says what to try. `plan` shows what that means, `launch` runs it here with the very state machine that AWS would run, `compare` ranks the models, `confirm` tries the best ones on new data, `promote` gives the winner a version.

            EXAMPLES
              stepsweep plan experiments/digits/sweep.yaml
              stepsweep launch experiments/digits/sweep.yaml
              stepsweep compare digits --top 10
              stepsweep confirm digits
              stepsweep promote digits --as challenger
              stepsweep predict --model challenger new-rows.csv
              stepsweep serve

            EXIT CODES
              0    done
              1    the sweep or the command failed
              2    wrong arguments, or a wrong sweep file
              3    refused: by a check of `promote`, `rollback` or `compare
                   --gate`, by the budget, or as not fit for it
              4    no such sweep, trial or model
              5    somebody else changed the same thing first
              6    disk, permission or another part of the world failed
              7    the sweep is still running
              130  interrupted; `stepsweep resume` goes on
            """,
        version: StepSweepVersion.text,
        subcommands: [
            Plan.self, Launch.self, Status.self, Watch.self, Logs.self, Cancel.self, Resume.self, Results.self,
            Compare.self, UserInterface.self, Confirm.self, Promote.self, RollbackCommand.self, Models.self,
            DecisionCommand.self, Predict.self, Serve.self, ABCommand.self, Score.self, Export.self, Trainers.self,
            Deploy.self, Destroy.self, DoctorCommand.self, Prices.self, HTTPStartCommand.self, ABFunctionCommand.self,
        ])
}
