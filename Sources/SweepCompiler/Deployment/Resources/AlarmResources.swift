internal import JSON

/// Mail about money and about sweeps that ended.
struct AlarmResources {
    let deployment: Deployment

    var resources: [String: Resource] {
        var resources: [String: Resource] = [:]
        if let budget = deployment.budget { resources[LogicalID.budget] = alarm(budget) }
        if let email = deployment.notificationEmail {
            resources[LogicalID.notificationTopic] = topic(email)
            resources[LogicalID.notificationPolicy] = topicPolicy
            resources[LogicalID.notificationRule] = rule
        }
        return resources
    }

    /// Over the whole account: a filter by tag matches nothing until somebody activates the tag for billing, and an
    /// alarm that can't ring is worse than one that rings early.
    private func alarm(_ budget: MonthlyBudget) -> Resource {
        func notification(_ kind: String, percent: Int) -> JSON {
            [
                "Notification": [
                    "NotificationType": .string(kind), "ComparisonOperator": "GREATER_THAN",
                    "ThresholdType": "PERCENTAGE", "Threshold": .integer(percent),
                ],
                "Subscribers": [["SubscriptionType": "EMAIL", "Address": .string(budget.email)]],
            ]
        }
        return Resource(
            type: "AWS::Budgets::Budget",
            properties: [
                "Budget": [
                    "BudgetType": "COST", "TimeUnit": "MONTHLY",
                    "BudgetLimit": ["Amount": JSON.number(budget.limitUSD).normalisingNumbers, "Unit": "USD"],
                ],
                "NotificationsWithSubscribers": [
                    notification("ACTUAL", percent: 80), notification("ACTUAL", percent: 100),
                    notification("FORECASTED", percent: 100),
                ],
                "ResourceTags": StackTag.list,
            ])
    }

    private func topic(_ email: String) -> Resource {
        Resource(
            type: "AWS::SNS::Topic",
            properties: [
                "DisplayName": "StepSweep", "Tags": StackTag.list,
                "Subscription": [["Protocol": "email", "Endpoint": .string(email)]],
            ])
    }

    private var topicPolicy: Resource {
        let topic = Intrinsic.ref(LogicalID.notificationTopic)
        return Resource(
            type: "AWS::SNS::TopicPolicy",
            properties: [
                "Topics": [topic],
                "PolicyDocument": [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Sid": "SweepsEnded", "Effect": "Allow", "Principal": ["Service": "events.amazonaws.com"],
                            "Action": "sns:Publish", "Resource": topic,
                            "Condition": [
                                "ArnEquals": ["aws:SourceArn": Intrinsic.getAtt(LogicalID.notificationRule, "Arn")]
                            ],
                        ]
                    ],
                ],
            ])
    }

    /// The end of a sweep, told by Step Functions itself: a machine that was stopped can't tell.
    ///
    /// A pack of a distributed Map is an execution too; those have a `/` in their names and are left out.
    private var rule: Resource {
        Resource(
            type: "AWS::Events::Rule",
            properties: [
                "Description": "Sweeps that ended", "State": "ENABLED",
                "EventPattern": [
                    "source": ["aws.states"], "detail-type": ["Step Functions Execution Status Change"],
                    "detail": [
                        "status": ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"],
                        "stateMachineArn": [["prefix": Intrinsic.arn("states", "stateMachine:${AWS::StackName}-")]],
                        "executionArn": [["anything-but": ["wildcard": "*/*"]]],
                    ],
                ],
                "Targets": [
                    [
                        "Id": "mail", "Arn": Intrinsic.ref(LogicalID.notificationTopic),
                        "InputTransformer": [
                            "InputPathsMap": ["name": "$.detail.name", "status": "$.detail.status"],
                            "InputTemplate": "\"Sweep <name>: <status>. See: stepsweep status\"",
                        ],
                    ]
                ],
                "Tags": StackTag.list,
            ])
    }
}
