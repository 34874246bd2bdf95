extension BadFile {
    /// `compute`.
    static let compute: [BadFile] = [
        BadFile(
            "a list of lanes",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lanes: [spot]}
            """#,
            [
                #"sweep.yaml:5:18: compute.lanes: must be a mapping from lanes to their settings, received ["spot"]"#
            ]),
        BadFile(
            "unknown lanes",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lanes: {spott: {}, on_demand: {}, cpu: {}}}
            """#,
            [
                "sweep.yaml:5:19: compute.lanes.spott: is no lane; lanes are gpu, gpu-spot, spot, on-demand, fargate, fargate-spot; did you mean `spot`?",
                "sweep.yaml:5:30: compute.lanes.on_demand: is no lane; lanes are gpu, gpu-spot, spot, on-demand, fargate, fargate-spot; did you mean `on-demand`?",
                "sweep.yaml:5:45: compute.lanes.cpu: is no lane; lanes are gpu, gpu-spot, spot, on-demand, fargate, fargate-spot; did you mean `gpu`?",
            ]),
        BadFile(
            "an unknown lane in the short form",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lane: fargate_spot, vcpus: 2}
            """#,
            [
                "sweep.yaml:5:17: compute.lane: must be one of gpu, gpu-spot, spot, on-demand, fargate, fargate-spot, received `fargate_spot`; did you mean `fargate-spot`?"
            ]),
        BadFile(
            "the short form beside lanes",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lane: spot, vcpus: 2, lanes: {spot: {}}}
            """#,
            [
                "sweep.yaml:5:11: compute.lane: can't stand beside `lanes`; write it into a lane",
                "sweep.yaml:5:23: compute.vcpus: can't stand beside `lanes`; write it into a lane",
            ]),
        BadFile(
            "sizes out of range",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute:
              concurrency: 0
              lanes:
                gpu: {when: {a: 1}, gpus: 0, vcpus: many, memory_mib: 64}
                on-demand: {timeout_seconds: 0, retries: 10, last_attempt_on_demand: maybe, cores: 4}
            """#,
            [
                "sweep.yaml:6:16: compute.concurrency: must be a whole number between 1 and 10000, received 0",
                "sweep.yaml:8:31: compute.lanes.gpu.gpus: must be a whole number between 1 and 16, received 0",
                "sweep.yaml:8:41: compute.lanes.gpu.vcpus: must be a number of vCPUs between 0.25 and 192, received `many`",
                "sweep.yaml:8:59: compute.lanes.gpu.memory_mib: must be a whole number between 128 and 3145728, received 64",
                "sweep.yaml:9:34: compute.lanes.on-demand.timeout_seconds: must be a whole number between 1 and 1209600, received 0",
                "sweep.yaml:9:46: compute.lanes.on-demand.retries: must be a whole number between 0 and 9, received 10",
                "sweep.yaml:9:74: compute.lanes.on-demand.last_attempt_on_demand: must be true or false, received `maybe`",
                "sweep.yaml:9:81: compute.lanes.on-demand.cores: is not a key here; known are when, vcpus, memory_mib, gpus, timeout_seconds, retries, last_attempt_on_demand, service",
            ]),
        BadFile(
            "GPUs where there are none, and half a vCPU",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lane: spot, gpus: 1, vcpus: 1.5}
            """#,
            [
                "sweep.yaml:5:29: compute.gpus: `spot` has no GPUs; use the lane gpu or gpu-spot",
                "sweep.yaml:5:39: compute.vcpus: must be whole outside Fargate, received 1.5",
            ]),
        BadFile(
            "sizes that Fargate does not have",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lanes: {fargate: {when: {a: 1}, vcpus: 3}, fargate-spot: {vcpus: 4, memory_mib: 4096}}}
            """#,
            [
                "sweep.yaml:5:50: compute.lanes.fargate.vcpus: Fargate has 0.25, 0.5, 1, 2, 4, 8, 16 vCPU, received 3",
                "sweep.yaml:5:91: compute.lanes.fargate-spot.memory_mib: Fargate gives 4 vCPU 8192 to 30720 MiB in steps of 1024, received 4096",
            ]),
        BadFile(
            "services that no lane has, and one where there is no choice",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2, 3]}}
            compute: {lanes: {fargate: {when: {a: 1}, service: bach}, fargate-spot: {when: {a: 2}, sevice: ecs}, spot: {service: batch}}}
            """#,
            [
                "sweep.yaml:5:52: compute.lanes.fargate.service: must be one of auto, ecs, batch, received `bach`; did you mean `batch`?",
                "sweep.yaml:5:88: compute.lanes.fargate-spot.sevice: is not a key here; did you mean `service`?",
                "sweep.yaml:5:109: compute.lanes.spot.service: `spot` is Batch's alone; leave it out, or use the lane fargate or fargate-spot",
            ]),
        BadFile(
            "points that match no lane",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2, 3]}}
            compute: {lanes: {gpu: {when: {a: {gt: 2}}}, spot: {when: {a: 1}}}}
            """#,
            [
                #"sweep.yaml:5:46: compute.lanes: 1 point matches no lane, such as {"a":2}; add a lane without `when` at the end"#
            ]),
        BadFile(
            "too many points to tell whether they match a lane",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1, max: 1000000000000}}
            compute: {lanes: {gpu: {when: {a: {gt: 2}}}}}
            """#,
            [
                "sweep.yaml:5:19: compute.lanes: the grid is too large to tell whether every trial matches a lane; add a lane without `when` at the end"
            ]),
        BadFile(
            "a condition on nothing",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {hidden: {values: [1, 2, 3]}}
            compute: {lanes: {gpu: {when: {hiden: {gt: 2}}}, spot: {}}}
            """#,
            [
                "sweep.yaml:5:32: compute.lanes.gpu.when.hiden: is not among `parameters`; did you mean `hidden`?"
            ]),
        BadFile(
            "text for compute",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2, 3]}}
            compute: spot
            """#,
            [
                "sweep.yaml:5:10: compute: must be a mapping with keys such as concurrency, lanes, lane, vcpus, received `spot`"
            ]),
    ]
}
