in vec3 in_at;
in vec2 in_bones;
in float in_weight;
uniform mat4 bones[17];
uniform mat4 view;

void main() {
    mat4 carry = bones[int(in_bones.x)] * in_weight + bones[int(in_bones.y)] * (1.0 - in_weight);
    gl_Position = view * (carry * vec4(in_at, 1.0));
}
