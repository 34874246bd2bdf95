"""The images: how large, the same twice, an image of a user's own, and what the variant for GPUs chooses where there is none."""

import os
import tempfile
from pathlib import Path

from deployed import BASE, IMAGE, ROOT, command
from steps import Failed, Steps, expect, note

# Of the image on Debian's packages; it had 225 when this was written.
MAX_MEGABYTES = 240

TRAIN = """import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--learning_rate", type=float)
rate = parser.parse_args().learning_rate
print(f"validation_loss={(rate - 1) ** 2}")
"""
# A Python image of a user's own, for what docs/your-own-program.md adds to it.
OWN = f"""FROM {BASE}
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-minimal
COPY train.py /opt/train.py
"""
# Stands where NVBLAS would, and says so once a process; OpenBLAS computes.
STAND_IN = """#include <dlfcn.h>
#include <stdio.h>
typedef void product(void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *, void *);
static void call(const char *name, void **x) {
    static int said;
    if (!said++) fprintf(stderr, "through NVBLAS: %s\\n", name);
    product *real = (product *)dlsym(dlopen("libopenblas.so.0", RTLD_NOW), name);
    real(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10], x[11], x[12]);
}
#define PRODUCT(name) void name(void *a, void *b, void *c, void *d, void *e, void *f, void *g, void *h, void *i, void *j, void *k, \\
    void *l, void *m) { void *x[] = {a, b, c, d, e, f, g, h, i, j, k, l, m}; call(#name, x); }
PRODUCT(sgemm_)
PRODUCT(dgemm_)
"""
STAND_IN_IMAGE = f"""FROM {IMAGE}-gpu
USER root
COPY libnvblas.so.12 libcuda.so.1 /usr/local/lib/
RUN ldconfig
COPY sweep.yaml data.csv /opt/
USER stepsweep
"""
RIDGE = """name: products
method: grid
metric: {name: validation_rmse, goal: minimize}
trainer: ridge
data: {path: data.csv, target: y}
parameters:
  l2: {values: [0.1, 1]}
"""


def recipe() -> str:
    """The two lines of docs/your-own-program.md, with this run's image."""
    block = (ROOT / "docs/your-own-program.md").read_text().split("```dockerfile\n")[1].split("```")[0]
    lines = block.replace("stepsweep:latest", IMAGE).splitlines()
    expect(len(lines) == 3 and lines[0].startswith("FROM "), f"the recipe is no two lines behind a FROM: {block}")
    return "\n".join(lines[1:]) + "\n"


class Images:
    def __init__(self, programs: Path, steps: Steps) -> None:
        self.programs, self.steps = programs, steps

    def run(self) -> None:
        ready = os.environ.get("RIG_IMAGE")
        with self.steps.step("the image is built from Debian's packages and the release program" if not ready else
                             f"the image is {ready}, which was built before"):
            self.base()
            if ready:
                command("podman", "tag", ready, IMAGE, outside=True)
            else:
                note(self.build(IMAGE, f"MAX_MEGABYTES={MAX_MEGABYTES}", options=["--no-cache"]).splitlines()[-1])
        if not ready:
            with self.steps.step("built again from nothing, the image is the same"):
                self.build(f"{IMAGE}-again", options=["--no-cache"])
                expect(self.identity(IMAGE) == self.identity(f"{IMAGE}-again"), "another image from the same packages and program")
        self.users_own()
        if not ready:
            self.gpu_variant()

    def base(self) -> None:
        try:
            command("podman", "image", "exists", BASE, outside=True)
        except Failed:
            command(ROOT / "docker/debian-base", BASE, outside=True)

    def build(self, tag: str, *settings: str, options: list[str] = []) -> str:
        gpu = ["--gpu"] if tag.endswith("-gpu") else []
        return command("env", f"RUNTIME_IMAGE={BASE}", f"PROGRAMS={self.programs}", *settings, ROOT / "docker/build", *gpu, tag, *options,
                       outside=True)

    def identity(self, image: str) -> str:
        return command("podman", "image", "inspect", "--format", "{{.Id}}", image, outside=True)

    def users_own(self) -> None:
        with self.steps.step("two lines add the worker to a Python image of a user's own, without OpenBLAS and SQLite"):
            self.derive(f"{IMAGE}-python", OWN + recipe(), {"train.py": TRAIN})
            self.contained(f"{IMAGE}-python", "! ldconfig -p | grep -E 'openblas|libblas|sqlite'")

    def derive(self, tag: str, dockerfile: str, files: dict[str, str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                Path(folder, name).write_text(text)
            Path(folder, "Dockerfile").write_text(dockerfile)
            command("buildah", "bud", "--isolation", "chroot", "--quiet", "--tag", tag, folder, outside=True)

    def contained(self, image: str, script: str, *options: str) -> str:
        """What a container of the image says to a script; its entry point comes first."""
        return command("podman", "run", "--rm", "--network", "none", *options, image, "sh", "-c", f"exec 2>&1; {script}")

    # --- GPU ---

    def gpu_variant(self) -> None:
        with self.steps.step("the variant for GPUs computes with NVBLAS where device and driver are, and as ever elsewhere (no GPU is here)"):
            self.build(f"{IMAGE}-gpu", options=["--build-arg", "GPU_PACKAGES="])
            self.with_stand_in()
            chosen = "echo ${STEPSWEEP_BLAS:-none}"
            device = ["--volume", "/dev/null:/dev/nvidia0"]
            for image, options, expected in [
                (f"{IMAGE}-gpu", [], "none"),
                (f"{IMAGE}-gpu", device, "none"),
                (f"{IMAGE}-stand-in", [], "none"),
                (f"{IMAGE}-stand-in", device, "/usr/local/lib/libnvblas.so.12"),
                (f"{IMAGE}-stand-in", [*device, "--env", "STEPSWEEP_BLAS=mine"], "mine"),
            ]:
                said = self.contained(image, chosen, *options).strip()
                expect(said == expected, f"{image} {options} computes with {said}")
        with self.steps.step("the built-in trainers' products go through what stands where NVBLAS would"):
            script = "cd /tmp && stepsweep launch /opt/sweep.yaml --store /tmp/store --workers 1 && cat store/sweeps/*/logs/*/*"
            through = self.contained(f"{IMAGE}-stand-in", script, *device)
            expect("through NVBLAS: dgemm_" in through, f"the workers said: {through[-1500:]}")
            expect("through NVBLAS" not in self.contained(f"{IMAGE}-stand-in", script), "NVBLAS without a GPU")

    def with_stand_in(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "stand_in.c").write_text(STAND_IN)
            for name in ("libnvblas.so.12", "libcuda.so.1"):
                command("cc", "-shared", "-fPIC", f"-Wl,-soname,{name}", "-o", f"{folder}/{name}", f"{folder}/stand_in.c", outside=True)
            Path(folder, "data.csv").write_text("x,y\n" + "".join(f"{x},{3 * x + x % 5}\n" for x in range(200)))
            Path(folder, "sweep.yaml").write_text(RIDGE)
            Path(folder, "Dockerfile").write_text(STAND_IN_IMAGE)
            command("buildah", "bud", "--isolation", "chroot", "--quiet", "--tag", f"{IMAGE}-stand-in", folder, outside=True)
