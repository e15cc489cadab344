"""Inside Blender's Python: renders what `../cycles.py` wrote. Usage: BPY_PYTHON scene.py JOB.npz OUT.npz

Our +Y up becomes Blender's +Z up by (x, y, z) → (x, −z, y). A camera's rays see white surfaces and all other rays the true albedo, so that
π times the picture is irradiance. No denoising, no clamping, no curve.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix

SUN_SAMPLES = 24
TURN = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]], np.float64)


def mesh(name: str, vertices: np.ndarray, triangles: np.ndarray, albedo: np.ndarray, material, seen: bool) -> None:
    """Triangles with one albedo (t, 3) each; what is not `seen` meets all rays but the camera's."""
    data = bpy.data.meshes.new(name)
    data.vertices.add(len(vertices))
    data.vertices.foreach_set("co", (vertices @ TURN.T).astype(np.float32).ravel())
    data.loops.add(3 * len(triangles))
    data.loops.foreach_set("vertex_index", triangles.astype(np.int32).ravel())
    data.polygons.add(len(triangles))
    data.polygons.foreach_set("loop_start", np.arange(0, 3 * len(triangles), 3, dtype=np.int32))
    data.polygons.foreach_set("use_smooth", np.zeros(len(triangles), bool))
    data.attributes.new("albedo", "FLOAT_VECTOR", "FACE").data.foreach_set("vector", albedo.astype(np.float32).ravel())
    data.update()
    data.materials.append(material)
    thing = bpy.data.objects.new(name, data)
    thing.visible_camera = seen
    bpy.context.scene.collection.objects.link(thing)


def surface():
    """Diffuse: white to the camera, `albedo` to every other ray."""
    material = bpy.data.materials.new("surface")
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    out, diffuse = nodes.new("ShaderNodeOutputMaterial"), nodes.new("ShaderNodeBsdfDiffuse")
    path, own, mix = nodes.new("ShaderNodeLightPath"), nodes.new("ShaderNodeAttribute"), nodes.new("ShaderNodeMix")
    own.attribute_name, mix.data_type = "albedo", "VECTOR"
    by_name = {socket.identifier: socket for socket in mix.inputs}
    links.new(path.outputs["Is Camera Ray"], by_name["Factor_Float"])
    links.new(own.outputs["Vector"], by_name["A_Vector"])
    by_name["B_Vector"].default_value = (1, 1, 1)
    links.new(next(s for s in mix.outputs if s.identifier == "Result_Vector"), diffuse.inputs["Color"])
    links.new(diffuse.outputs[0], out.inputs["Surface"])
    return material


def environment(radiance: np.ndarray):
    """A world that shows radiance (rows from the nadir up, columns by azimuth, 3); gives the node whose strength turns it off."""
    rows, columns, _ = radiance.shape
    image = bpy.data.images.new("sky", columns, rows, float_buffer=True, is_data=True)
    image.pixels.foreach_set(np.concatenate([radiance, np.ones((rows, columns, 1))], 2).astype(np.float32).ravel())
    image.update()
    image.pack()
    world = bpy.data.worlds.new("sky")
    world.use_nodes = True
    bpy.context.scene.world = world
    world.cycles.sampling_method, world.cycles.sample_map_resolution = "MANUAL", 1024
    node = world.node_tree.nodes.new("ShaderNodeTexEnvironment")
    node.image, node.interpolation = image, "Linear"
    background = next(n for n in world.node_tree.nodes if n.type == "BACKGROUND")
    world.node_tree.links.new(node.outputs["Color"], background.inputs["Color"])
    return background


def sun(direction: np.ndarray, irradiance: np.ndarray, diameter_rad: float):
    """`direction` points to it; `irradiance` (3,) on what faces it."""
    lamp = bpy.data.lights.new("sun", "SUN")
    lamp.energy, lamp.angle = float(irradiance.max()), diameter_rad
    lamp.color = irradiance / max(irradiance.max(), 1e-9)
    thing = bpy.data.objects.new("sun", lamp)
    z = TURN @ direction
    x = np.cross([0, 1, 0] if abs(z[1]) < 0.9 else [1, 0, 0], z)
    x /= np.linalg.norm(x)
    matrix = np.eye(4)
    matrix[:3, :3] = np.stack([x, np.cross(z, x), z], 1)
    thing.matrix_world = Matrix(matrix)
    bpy.context.scene.collection.objects.link(thing)
    return lamp


def portal(center: np.ndarray, across: np.ndarray, up: np.ndarray, normal: np.ndarray) -> None:
    """An opening that Cycles aims at to find the sky; it changes no expected value. Half sides (3,) and the normal into the room."""
    lamp = bpy.data.lights.new("portal", "AREA")
    lamp.shape, lamp.size, lamp.size_y = "RECTANGLE", 2 * float(np.linalg.norm(across)), 2 * float(np.linalg.norm(up))
    lamp.cycles.is_portal = True
    thing = bpy.data.objects.new("portal", lamp)
    z, x = -(TURN @ normal), TURN @ across / np.linalg.norm(across)  # area lights shine along −z
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = np.stack([x, np.cross(z, x), z], 1), TURN @ center
    thing.matrix_world = Matrix(matrix)
    bpy.context.scene.collection.objects.link(thing)


def camera(world_from_cam: np.ndarray, fov_rad: float):
    """From an OpenCV pose in our frame; `fov_rad` is horizontal."""
    data = bpy.data.cameras.new("camera")
    data.sensor_fit, data.angle, data.clip_start, data.clip_end = "HORIZONTAL", fov_rad, 0.01, 5000
    thing = bpy.data.objects.new("camera", data)
    matrix = np.eye(4)
    matrix[:3, :3] = TURN @ world_from_cam[:3, :3] @ np.diag([1, -1, -1])
    matrix[:3, 3] = TURN @ world_from_cam[:3, 3]
    thing.matrix_world = Matrix(matrix)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def settle() -> None:
    """Plain path tracing on the CPU."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.use_persistent_data = True
    scene.view_settings.view_transform, scene.view_settings.look = "Raw", "None"
    scene.render.image_settings.file_format, scene.render.image_settings.color_depth = "OPEN_EXR", "32"
    scene.render.image_settings.exr_codec = "NONE"
    own = scene.cycles
    own.device, own.use_adaptive_sampling, own.use_denoising = "CPU", False, False
    own.sample_clamp_direct = own.sample_clamp_indirect = 0.0
    own.pixel_filter_type, own.filter_width = "BOX", 1.0
    own.max_bounces, own.glossy_bounces, own.transmission_bounces = 12, 0, 0


def picture(size: np.ndarray, samples: int, bounces: int, seed: int) -> np.ndarray:
    """(h, w, 3) float32, top row first."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y, scene.render.resolution_percentage = int(size[0]), int(size[1]), 100
    scene.cycles.samples, scene.cycles.diffuse_bounces, scene.cycles.seed = samples, bounces, seed
    with tempfile.TemporaryDirectory() as folder:
        scene.render.filepath = str(Path(folder) / "picture.exr")
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(scene.render.filepath)
        width, height = image.size
        pixels = np.empty(width * height * 4, np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
    return pixels.reshape(height, width, 4)[::-1, :, :3].copy()


def main() -> None:
    job = np.load(sys.argv[1])
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.preferences.addon_enable(module="cycles")
    settle()
    material = surface()
    for name in ("solid", "leaves"):
        if len(job[f"{name}_triangles"]):
            mesh(name, *(job[f"{name}_{part}"] for part in ("vertices", "triangles", "albedo")), material, name == "solid")
    background = environment(job["sky"])
    lamp = sun(job["sun_direction"], job["sun_irradiance"], float(job["sun_diameter_rad"]))
    for row in job["portals"]:
        portal(*row)
    size, spp, bounces = job["size"], int(job["samples"]), int(job["bounces"])
    coarse = size // int(job["block"])
    found: dict[str, list[np.ndarray]] = {name: [] for name in ("first_half", "second_half", "sun_shadowed", "sun_open")}
    for pose in job["cameras"]:
        bpy.context.scene.camera = camera(pose, float(job["fov_rad"]))
        background.inputs["Strength"].default_value, lamp.use_shadow = 1.0, True
        found["first_half"].append(picture(coarse, spp // 2, bounces, 1))
        found["second_half"].append(picture(coarse, spp // 2, bounces, 2))
        background.inputs["Strength"].default_value = 0.0
        found["sun_shadowed"].append(picture(size, SUN_SAMPLES, 0, 3))
        lamp.use_shadow = False
        found["sun_open"].append(picture(size, 4, 0, 4))
    np.savez(sys.argv[2], **{name: math.pi * np.stack(rows) for name, rows in found.items()})


if __name__ == "__main__":
    main()
