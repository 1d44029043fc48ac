in vec3 in_at;
in vec3 in_normal;
in vec3 in_colour;
in vec2 in_bones;
in float in_weight;
in float in_coat;
uniform mat4 bones[17];
uniform mat4 view, shadow_view;
out vec3 v_at, v_normal, v_colour, v_shadow, v_rest;
out float v_coat;

void main() {
    mat4 carry = bones[int(in_bones.x)] * in_weight + bones[int(in_bones.y)] * (1.0 - in_weight);
    vec4 at = carry * vec4(in_at, 1.0);
    v_at = at.xyz;
    v_normal = mat3(carry) * in_normal;
    v_colour = in_colour;
    v_rest = in_at;
    v_coat = in_coat;
    v_shadow = (shadow_view * vec4(v_at + normalize(v_normal) * 0.02, 1.0)).xyz * 0.5 + 0.5;
    gl_Position = view * at;
}
