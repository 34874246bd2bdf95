/// Mistakes in `environment` and `secrets`.
extension BadFile {
    private static func file(_ lines: String) -> String {
        """
        method: grid
        metric: {name: score, goal: maximize}
        program: train.py
        parameters: {x: {values: [1, 2]}}
        \(lines)

        """
    }

    private static let rule =
        "must be the ARN of a secret (arn:aws:secretsmanager:…:secret:…) or of a parameter (arn:aws:ssm:…:parameter/…), "
        + "received something else; a secret never stands in a sweep file"

    static let environment: [BadFile] = [
        BadFile(
            "environment that is no list", file("environment: WANDB_PROJECT"),
            [
                "sweep.yaml:5:14: environment: must be a list of names such as [WANDB_PROJECT], received `WANDB_PROJECT`"
            ]),
        BadFile(
            "a variable that is no text", file("environment: [3]"),
            ["sweep.yaml:5:15: environment[0]: must be a variable's name, received 3"]),
        BadFile(
            "a variable that belongs to this machine", file("environment: [PATH]"),
            [
                "sweep.yaml:5:15: environment[0]: PATH says where things lie on this machine, and a container has its own; remove it"
            ]),
        BadFile(
            "a variable with a dash", file("environment: [MY-VAR]"),
            [
                "sweep.yaml:5:15: environment[0]: must be a variable's name: letters, digits and `_`, no digit first, received `MY-VAR`"
            ]),
        BadFile(
            "a variable of AWS's", file("environment: [AWS_SECRET_ACCESS_KEY]"),
            [
                "sweep.yaml:5:15: environment[0]: begins with AWS_, which belongs to AWS or to this program; use another name"
            ]),
        BadFile(
            "a variable twice", file("environment: [A, A]"),
            ["sweep.yaml:5:18: environment[1]: names A a second time; remove it"]),
        BadFile(
            "a secret in the file, which no message repeats", file("secrets: {TOKEN: hunter2}"),
            ["sweep.yaml:5:18: secrets.TOKEN: \(rule)"]),
        BadFile(
            "an ARN of another service", file("secrets: {TOKEN: 'arn:aws:s3:::bucket/key'}"),
            ["sweep.yaml:5:18: secrets.TOKEN: \(rule)"]),
        BadFile(
            "secrets that are a list", file("secrets: [TOKEN]"),
            [
                "sweep.yaml:5:10: secrets: must be a mapping of variables to ARNs, received a value that is none; secrets themselves never stand in a sweep file"
            ]),
        BadFile(
            "a variable that is a secret too",
            file(
                "environment: [TOKEN]\nsecrets: {TOKEN: 'arn:aws:ssm:eu-central-1:123456789012:parameter/token'}"),
            ["sweep.yaml:6:10: secrets.TOKEN: is in `environment` too; remove one of them"]),
        BadFile(
            "an environment for a built-in trainer",
            """
            method: grid
            metric: {name: validation_accuracy, goal: maximize}
            trainer: mlp
            data: {path: digits.csv}
            parameters: {epochs: {values: [1, 2]}}
            environment: [A]

            """,
            [
                "sweep.yaml:6:1: environment: is for your own program, and built-in trainers read none; remove it"
            ]),
    ]
}
