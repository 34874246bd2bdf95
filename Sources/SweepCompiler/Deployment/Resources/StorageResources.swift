internal import JSON

/// The bucket that stands for the object store, and the repository of the image.
struct StorageResources {
    let deployment: Deployment

    /// Parts of an upload that nobody finished, in days.
    static let unfinishedUploadDays = 7
    /// Old versions of an object, in days: `results.sqlite` is replaced by every reduction.
    static let oldVersionDays = 30
    /// A pushed image that no tag names any more, in days.
    static let untaggedImageDays = 30
    /// More images than this, and the oldest goes.
    static let images = 50

    var resources: [String: Resource] {
        [
            LogicalID.bucket: bucket, LogicalID.bucketPolicy: bucketPolicy, LogicalID.repository: repository,
        ]
    }

    /// Results outlive the stack.
    private var bucket: Resource {
        Resource(
            type: "AWS::S3::Bucket",
            properties: [
                "BucketEncryption": [
                    "ServerSideEncryptionConfiguration": [["ServerSideEncryptionByDefault": ["SSEAlgorithm": "AES256"]]]
                ],
                "PublicAccessBlockConfiguration": [
                    "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true,
                    "RestrictPublicBuckets": true,
                ],
                "OwnershipControls": ["Rules": [["ObjectOwnership": "BucketOwnerEnforced"]]],
                "VersioningConfiguration": ["Status": "Enabled"],
                "LifecycleConfiguration": ["Rules": lifecycle],
                "Tags": StackTag.list,
            ], isRetained: true)
    }

    private var lifecycle: JSON {
        [
            [
                "Id": "unfinished-uploads", "Status": "Enabled",
                "AbortIncompleteMultipartUpload": ["DaysAfterInitiation": .integer(Self.unfinishedUploadDays)],
            ],
            [
                "Id": "checkpoints", "Status": "Enabled",
                "TagFilters": [["Key": .string(CheckpointTag.key), "Value": .string(CheckpointTag.value)]],
                "ExpirationInDays": .integer(CheckpointTag.expirationDays),
                "NoncurrentVersionExpiration": ["NoncurrentDays": 1],
            ],
            [
                "Id": "old-versions", "Status": "Enabled",
                "NoncurrentVersionExpiration": ["NoncurrentDays": .integer(Self.oldVersionDays)],
                "ExpiredObjectDeleteMarker": true,
            ],
        ]
    }

    /// Nobody reads or writes the store over a connection that isn't encrypted.
    private var bucketPolicy: Resource {
        let arn = Intrinsic.getAtt(LogicalID.bucket, "Arn")
        return Resource(
            type: "AWS::S3::BucketPolicy",
            properties: [
                "Bucket": Intrinsic.ref(LogicalID.bucket),
                "PolicyDocument": [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Sid": "TLSOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                            "Resource": [arn, Intrinsic.sub("${\(LogicalID.bucket).Arn}/*")],
                            "Condition": ["Bool": ["aws:SecureTransport": "false"]],
                        ]
                    ],
                ],
            ], isRetained: true)
    }

    /// Tags don't move, so that a definition means the same image tomorrow.
    private var repository: Resource {
        Resource(
            type: "AWS::ECR::Repository",
            properties: [
                "RepositoryName": Intrinsic.stackName, "ImageTagMutability": "IMMUTABLE",
                "ImageScanningConfiguration": ["ScanOnPush": true],
                "EncryptionConfiguration": ["EncryptionType": "AES256"], "EmptyOnDelete": true,
                "LifecyclePolicy": ["LifecyclePolicyText": .string(imageLifecycle.text())],
                "RepositoryPolicyText": readableByFunctions, "Tags": StackTag.list,
            ])
    }

    private var imageLifecycle: JSON {
        func rule(_ priority: Int, _ description: String, _ selection: JSON) -> JSON {
            [
                "rulePriority": .integer(priority), "description": .string(description), "selection": selection,
                "action": ["type": "expire"],
            ]
        }
        return [
            "rules": [
                rule(
                    1, "images without a tag",
                    [
                        "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days",
                        "countNumber": .integer(Self.untaggedImageDays),
                    ]),
                rule(
                    2, "the oldest images",
                    ["tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": .integer(Self.images)]),
            ]
        ]
    }

    /// Lambda itself, not the function's role, pulls a function's image.
    private var readableByFunctions: JSON {
        var readers = [ReducerResources.arn]
        if deployment.httpStart != nil { readers.append(StartResources.arn) }
        if deployment.servesAB { readers.append(ServingResources.arn) }
        let functions = readers.count == 1 ? readers[0] : .array(readers)
        return [
            "Version": "2012-10-17",
            "Statement": [
                [
                    "Sid": "Lambda", "Effect": "Allow", "Principal": ["Service": "lambda.amazonaws.com"],
                    "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                    "Condition": ["ArnEquals": ["aws:SourceArn": functions]],
                ]
            ],
        ]
    }
}
