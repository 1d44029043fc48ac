in vec3 in_at;
in vec3 in_normal;
in vec3 in_colour;
in float in_glow;
uniform mat4 view, shadow_view;
out vec3 v_at, v_normal, v_colour, v_shadow;
out float v_glow;

void main() {
    v_at = in_at;
    v_normal = in_normal;
    v_colour = in_colour;
    v_glow = in_glow;
    v_shadow = (shadow_view * vec4(in_at + in_normal * 0.03, 1.0)).xyz * 0.5 + 0.5;
    gl_Position = view * vec4(in_at, 1.0);
}
