"""Inside Blender's Python: opens a mesh file and says what Blender sees. Usage: WORLDGEN_BPY look.py JOBS.json

A job holds `file`, `out` (an .npz), and where a picture is wanted `world_from_cam` (4, 4; OpenCV, our frame), `focal_px`, `width` and
`height`. The answer holds `low`, `high` (3,) in Blender's frame, `objects`, `faces`, `cameras` (k, 4, 4) and the `picture` (h, w, 3), sRGB
0..1, of the mesh's own colours without any light; with `as_is`, through the file's first camera and of its materials as imported. Our +Y
up is Blender's +Z up by (x, y, z) → (x, −z, y), which its importers do.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix

TURN = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], np.float64)


def opened(path: str) -> list:
    """The file's objects that are meshes."""
    if path.endswith(".obj"):
        bpy.ops.wm.obj_import(filepath=path)
    elif path.endswith((".usd", ".usda", ".usdc", ".usdz")):
        bpy.ops.wm.usd_import(filepath=path)
    else:
        bpy.ops.preferences.addon_enable(module="io_scene_gltf2")
        bpy.ops.import_scene.gltf(filepath=path)
    bpy.context.view_layer.update()
    return [thing for thing in bpy.context.scene.objects if thing.type == "MESH"]


def bare(things: list) -> None:
    """Every material becomes what it shows: its picture, else the vertices' colours, as light of its own."""
    for thing in things:
        pictures = [
            node.image
            for material in thing.data.materials
            if material and material.node_tree
            for node in material.node_tree.nodes
            if node.type == "TEX_IMAGE" and node.image
        ]
        material = bpy.data.materials.new("bare")
        material.use_nodes = True
        nodes, links = material.node_tree.nodes, material.node_tree.links
        nodes.clear()
        out, light = nodes.new("ShaderNodeOutputMaterial"), nodes.new("ShaderNodeEmission")
        links.new(light.outputs[0], out.inputs["Surface"])
        if pictures:
            source = nodes.new("ShaderNodeTexImage")
            source.image = pictures[0]
            links.new(source.outputs["Color"], light.inputs["Color"])
        elif thing.data.color_attributes:
            source = nodes.new("ShaderNodeVertexColor")
            source.layer_name = thing.data.color_attributes[0].name
            links.new(source.outputs["Color"], light.inputs["Color"])
        thing.data.materials.clear()
        thing.data.materials.append(material)


def look(job: dict):
    """A camera where the job wants it."""
    data = bpy.data.cameras.new("look")
    data.sensor_fit, data.clip_start, data.clip_end = "HORIZONTAL", 0.01, 5000
    data.angle = 2 * np.arctan(job["width"] / 2 / job["focal_px"])
    thing = bpy.data.objects.new("look", data)
    pose, matrix = np.array(job["world_from_cam"]), np.eye(4)
    matrix[:3, :3] = TURN @ pose[:3, :3] @ np.diag([1, -1, -1])
    matrix[:3, 3] = TURN @ pose[:3, 3]
    thing.matrix_world = Matrix(matrix)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def picture(job: dict) -> np.ndarray:
    """(h, w, 3) sRGB, top row first."""
    scene = bpy.context.scene
    scene.camera = next(t for t in scene.objects if t.type == "CAMERA") if job.get("as_is") else look(job)
    scene.world = bpy.data.worlds.new("black")
    scene.world.use_nodes = True
    for node in scene.world.node_tree.nodes:
        if node.type == "BACKGROUND":
            node.inputs["Strength"].default_value = 0.0
    bpy.ops.preferences.addon_enable(module="cycles")
    scene.render.engine = "CYCLES"
    scene.cycles.device, scene.cycles.samples, scene.cycles.use_denoising = "CPU", job.get("samples", 16), False
    scene.cycles.max_bounces = 0
    scene.cycles.pixel_filter_type, scene.cycles.filter_width = "BOX", 1.0
    scene.view_settings.view_transform, scene.view_settings.look = "Standard", "None"
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = job["width"], job["height"], 100
    scene.render.image_settings.file_format, scene.render.dither_intensity = "PNG", 0.0
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "picture.png")
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(scene.render.filepath)
        pixels = np.empty(job["width"] * job["height"] * 4, np.float32)
        image.pixels.foreach_get(pixels)
    return pixels.reshape(job["height"], job["width"], 4)[::-1, :, :3].copy()


def main() -> None:
    for job in json.loads(Path(sys.argv[1]).read_text()):
        bpy.ops.wm.read_factory_settings(use_empty=True)
        answer(job)


def answer(job: dict) -> None:
    things = opened(job["file"])
    corners = np.concatenate([np.array([thing.matrix_world @ v.co for v in thing.data.vertices]) for thing in things])
    cameras = [np.array(t.matrix_world) for t in bpy.context.scene.objects if t.type == "CAMERA"]
    found = {
        "low": corners.min(0), "high": corners.max(0), "objects": np.array(sorted(t.name for t in things)),
        "faces": np.array(sum(len(t.data.polygons) for t in things)), "cameras": np.array(cameras).reshape(-1, 4, 4),
    }  # fmt: skip
    if "world_from_cam" in job:
        if not job.get("as_is"):
            bare(things)
        found["picture"] = picture(job)
    np.savez(job["out"], **found)


if __name__ == "__main__":
    main()
