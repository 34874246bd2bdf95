import JSON
import Testing

@testable import CloudSetup

@Suite("Failures of a stack") struct FailureTests {
    @Test(
        "Known reasons get a fix",
        arguments: [
            (
                "User: arn:aws:iam::1:user/me is not authorized to perform: batch:CreateJobQueue on resource: x",
                "allow batch:CreateJobQueue"
            ),
            ("API: iam:CreateRole User: arn is not authorized to perform: iam:CreateRole", "allow iam:CreateRole"),
            (
                "is not authorized to perform: ec2:CreateVpc with an explicit deny in a service control policy",
                "organization"
            ),
            ("Access Denied (Service: S3, Status Code: 403)", "a permission for S3 is missing"),
            ("team already exists in stack arn:aws:cloudformation", "another --stack"),
            ("Resource handler returned message: AlreadyExists", "another --stack"),
            ("The maximum number of VPCs has been reached.", "L-F678F1CE"),
            ("The maximum number of internet gateways has been reached.", "L-A4707A72"),
            ("Cannot exceed quota for RolesPerAccount: 1000", "L-FE177D64"),
            ("Limit exceeded for resource of type 'AWS::Batch::JobQueue'", "Service Quotas"),
            ("'MemorySize' value failed to satisfy constraint: less than or equal to 1024", "less memory"),
            ("Template error: Fn::Select cannot select nonexistent value at index 2", "--zones 2"),
            ("Value (eu-1d) for parameter availabilityZone is invalid", "--zones 2"),
            ("instance type g6 is not supported", "--parameter CpuInstanceTypes"),
            ("The image manifest, config or layer media type is not supported", "--provenance=false"),
            ("Source image 1.dkr.ecr does not exist", "push the image first"),
            ("The security token included in the request is expired", "sign in again"),
            ("The account is pending verification", "AWS support"),
            ("subnet has dependencies and cannot be deleted", "outside the stack uses it"),
            ("The bucket you tried to delete is not empty", "--delete-results"),
            ("Rate exceeded", "a little later"),
            ("Resource did not stabilize", "health.aws.amazon.com"),
            ("Unable to assume the service linked role", "iam:CreateServiceLinkedRole"),
        ])
    func fixes(reason: String, fix: String) {
        #expect(FailureReason.fix(for: reason, type: "AWS::S3::Bucket")?.contains(fix) == true)
    }

    @Test("An unknown reason gets no made-up fix")
    func unknown() {
        #expect(FailureReason.fix(for: "Something odd happened") == nil)
        #expect(FailureReason.fix(for: "") == nil)
    }

    private func event(_ resource: String, _ type: String, _ status: String, _ reason: String) -> StackEvent? {
        StackEvent([
            "EventId": .string(resource + status), "StackId": "s", "LogicalResourceId": .string(resource),
            "PhysicalResourceId": type == "AWS::CloudFormation::Stack" ? "s" : "p", "ResourceType": .string(type),
            "ResourceStatus": .string(status), "ResourceStatusReason": .string(reason),
            "Timestamp": "2026-11-24T12:31:07.123Z",
        ])
    }

    @Test("The first failures are told, not those that they drew along")
    func causes() {
        let events = [
            event("team", "AWS::CloudFormation::Stack", "CREATE_IN_PROGRESS", "User Initiated"),
            event("GpuQueue", "AWS::Batch::JobQueue", "CREATE_FAILED", "Limit exceeded for resource"),
            event("Vpc", "AWS::EC2::VPC", "CREATE_FAILED", "Resource creation cancelled"),
            event("GpuQueue", "AWS::Batch::JobQueue", "DELETE_FAILED", "later"),
            event("team", "AWS::CloudFormation::Stack", "ROLLBACK_IN_PROGRESS", "[GpuQueue] failed"),
        ].compactMap { $0 }
        let failure = StackFailure(
            stack: "team", status: StackStatus("ROLLBACK_COMPLETE"), statusReason: nil, events: events)
        #expect(
            failure.description == """
                stack team ended as ROLLBACK_COMPLETE
                  GpuQueue (Batch queue): Limit exceeded for resource
                    fix: a quota of this account is used up: look for it in Service Quotas, raise it or remove what is not needed
                  what was made is taken back; run `stepsweep deploy` again: it removes the rest first, after asking
                """)
    }

    @Test("Where no resource is named, the stack's own words are told")
    func stackWords() {
        let failure = StackFailure(
            stack: "team", status: StackStatus("UPDATE_ROLLBACK_COMPLETE"), statusReason: "Rate exceeded", events: [])
        #expect(failure.causes.map(\.reason) == ["Rate exceeded"])
        #expect(failure.next.hasPrefix("the stack is as it was before"))
    }

    @Test("An event is one line, whatever its reason looks like")
    func line() {
        #expect(
            event("Bucket", "AWS::S3::Bucket", "CREATE_FAILED", "two\nlines")?.line
                == "12:31:07  CREATE_FAILED                      Bucket (bucket)  two lines")
        #expect(StackEvent([:]) == nil)
        #expect(StackEvent("text") == nil)
        let odd = StackEvent(["EventId": "1", "ResourceStatus": "X", "Timestamp": ""])
        #expect(odd?.line.contains("X") == true)
    }

    @Test(
        "Every status of CloudFormation falls into exactly one kind",
        arguments: [
            "CREATE_COMPLETE", "CREATE_FAILED", "CREATE_IN_PROGRESS", "DELETE_COMPLETE", "DELETE_FAILED",
            "DELETE_IN_PROGRESS", "IMPORT_COMPLETE", "IMPORT_IN_PROGRESS", "IMPORT_ROLLBACK_COMPLETE",
            "IMPORT_ROLLBACK_FAILED", "IMPORT_ROLLBACK_IN_PROGRESS", "REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE",
            "ROLLBACK_FAILED", "ROLLBACK_IN_PROGRESS", "UPDATE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "UPDATE_FAILED", "UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE",
            "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_IN_PROGRESS",
            "A_NEW_WORD", "",
        ])
    func statuses(word: String) {
        let status = StackStatus(word)
        let kinds = [
            status.isEmpty, status.isBusy, status.isDeleted, status.isUpdatable, status.isStuck, status.isDead,
        ]
        #expect(kinds.count { $0 } == 1)
    }
}
