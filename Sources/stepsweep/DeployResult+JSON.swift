import CloudSetup
import JSON
import SweepCompiler

extension DeployResult {
    /// What `deploy --json` prints, version 1.
    var json: JSON {
        [
            "schema": "stepsweep.deploy", "version": 1, "stack": .string(stack.name), "stackId": .string(stack.id),
            "status": .string(stack.status.word), "account": .string(account), "region": .string(region),
            "changed": .bool(changed), "hasImage": .bool(hasImage),
            "data": .array((DataGrant(stackParameters: stack.parameters) ?? DataGrant()).addresses.map(JSON.string)),
            "outputs": .object(stack.outputs.mapValues(JSON.string)),
        ]
    }
}
