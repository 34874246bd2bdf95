"""The same model behind FastAPI and onnxruntime, at its best honest setting: an async route, no model of the body, one thread a session."""

import json
import os

import numpy
import onnxruntime
from fastapi import FastAPI, Request, Response

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(os.environ["ONNX_MODEL"], options, providers=["CPUExecutionProvider"])
source = session.get_inputs()[0]
kind = numpy.float64 if "double" in source.type else numpy.float32
app = FastAPI()


@app.get("/healthz")
async def healthz():
    return {"status": "alive"}


@app.post("/predict")
async def predict(request: Request):
    body = json.loads(await request.body())
    features = numpy.asarray([body["features"]], dtype=kind)
    label, probabilities = session.run(None, {source.name: features})[:2]
    row = probabilities[0]
    named = row if isinstance(row, dict) else {str(place): float(value) for place, value in enumerate(row)}
    return Response(
        json.dumps({"prediction": str(label[0]), "probabilities": named}), media_type="application/json")
