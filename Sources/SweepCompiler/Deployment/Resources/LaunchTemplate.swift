internal import JSON

/// How Batch's hosts start.
struct LaunchTemplate {
    /// A Spot host has two minutes from its notice; the container gets nearly all of them.
    static let stopTimeoutSeconds = 110
    /// Room for the image and for data, in GiB; the default of 30 is small.
    static let diskGiB = 100

    var resource: Resource {
        Resource(
            type: "AWS::EC2::LaunchTemplate",
            properties: [
                "LaunchTemplateData": [
                    "UserData": Intrinsic.base64(userData),
                    // With a hop limit of 1, containers can't take the host's role.
                    "MetadataOptions": ["HttpTokens": "required", "HttpPutResponseHopLimit": 1],
                    "BlockDeviceMappings": [
                        [
                            "DeviceName": "/dev/xvda",
                            "Ebs": [
                                "VolumeType": "gp3", "VolumeSize": .integer(Self.diskGiB), "Encrypted": true,
                                "DeleteOnTermination": true,
                            ],
                        ]
                    ],
                    "TagSpecifications": [["ResourceType": "volume", "Tags": StackTag.list]],
                ],
                "TagSpecifications": [["ResourceType": "launch-template", "Tags": StackTag.list]],
            ])
    }

    /// Batch adds parts of its own, so the data must be a multi-part message (Batch user guide, launch templates).
    ///
    /// Draining is off by default (ECS developer guide); without it nobody tells a container that its host goes away.
    private var userData: String {
        """
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="==STEPSWEEP=="

        --==STEPSWEEP==
        Content-Type: text/x-shellscript; charset="us-ascii"

        #!/bin/bash
        echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config
        echo ECS_CONTAINER_STOP_TIMEOUT=\(Self.stopTimeoutSeconds)s >> /etc/ecs/ecs.config

        --==STEPSWEEP==--

        """
    }
}
