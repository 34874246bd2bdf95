internal import JSON

/// CloudFormation's intrinsic functions, by their own names.
enum Intrinsic {
    static func ref(_ name: String) -> JSON { ["Ref": .string(name)] }
    static func getAtt(_ resource: String, _ attribute: String) -> JSON {
        ["Fn::GetAtt": [.string(resource), .string(attribute)]]
    }
    static func sub(_ text: String) -> JSON { ["Fn::Sub": .string(text)] }
    static func join(_ separator: String, _ list: JSON) -> JSON { ["Fn::Join": [.string(separator), list]] }
    static func base64(_ text: String) -> JSON { ["Fn::Base64": .string(text)] }
    /// The `index`-th availability zone of the stack's region.
    static func zone(_ index: Int) -> JSON { ["Fn::Select": [.integer(index), ["Fn::GetAZs": ""]]] }
    static func ifElse(_ condition: String, _ then: JSON, _ otherwise: JSON) -> JSON {
        ["Fn::If": [.string(condition), then, otherwise]]
    }
    /// The `index`-th piece of a text that a separator cuts.
    static func part(_ index: Int, of text: JSON, between separator: String) -> JSON {
        ["Fn::Select": [.integer(index), ["Fn::Split": [.string(separator), text]]]]
    }
    /// A condition: the parameter was given something.
    static func isGiven(_ parameter: String) -> JSON { ["Fn::Not": [["Fn::Equals": [ref(parameter), ""]]]] }
    /// A condition: the list that is a parameter names something.
    static func isListGiven(_ parameter: String) -> JSON {
        ["Fn::Not": [["Fn::Equals": [join("", ref(parameter)), ""]]]]
    }

    /// An ARN in the stack's own partition, region and account: `batch` and `job/*`, say.
    static func arn(_ service: String, _ resource: String) -> JSON {
        sub("arn:${AWS::Partition}:\(service):${AWS::Region}:${AWS::AccountId}:\(resource)")
    }

    /// A policy that AWS keeps.
    static func managedPolicy(_ name: String) -> JSON { sub("arn:${AWS::Partition}:iam::aws:policy/\(name)") }

    static let stackName = ref("AWS::StackName")
}
