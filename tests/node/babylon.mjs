// Babylon.js opens a glTF file of splats with its own loader, without a screen. Usage: node babylon.mjs IN.glb OUT.bin
// OUT: for each splat 32 bytes as Babylon holds them (position, scale: float32; colour and opacity, quaternion wxyz: bytes), then its
// harmonics above degree 0 in pictures of 16 bytes a splat, as many as the last line says.
import { readFileSync, writeFileSync } from "node:fs";
import { NullEngine } from "@babylonjs/core/Engines/nullEngine.js";
import { ImportMeshAsync } from "@babylonjs/core/Loading/sceneLoader.js";
import { GaussianSplattingMesh } from "@babylonjs/core/Meshes/GaussianSplatting/gaussianSplattingMesh.js";
import { Scene } from "@babylonjs/core/scene.js";
import "@babylonjs/loaders/glTF/index.js";

const [input, output] = process.argv.slice(2);
const parts = [];
const answer = { splats: 0, harmonics: 0 };
GaussianSplattingMesh.prototype.updateDataAsync = async (rows, harmonics) => {
    // The last step on the way to a graphics card, which there is none of here.
    answer.splats += rows.byteLength / 32;
    parts.push(Buffer.from(rows));
    for (const picture of harmonics ?? []) {
        parts.push(Buffer.from(picture.buffer, picture.byteOffset, (rows.byteLength / 32) * 16));
        answer.harmonics += 1;
    }
};
const url = `data:model/gltf-binary;base64,${readFileSync(input).toString("base64")}`;
const loaded = await ImportMeshAsync(url, new Scene(new NullEngine()), { pluginExtension: ".glb" });
answer.meshes = loaded.meshes.map((mesh) => mesh.getClassName());
writeFileSync(output, Buffer.concat(parts));
console.log(JSON.stringify(answer));
process.exit(0);
