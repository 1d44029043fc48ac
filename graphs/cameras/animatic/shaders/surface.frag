in vec3 v_at, v_normal, v_colour, v_shadow;
in float v_glow;
uniform sampler2D grain_map;
uniform float grain, glow_level;
out vec4 f_colour;

void main() {
    float speck = texture(grain_map, v_at.xz * 0.13 + v_at.y * vec2(0.11, 0.13)).r - 0.5;
    vec3 paint = v_colour * (1.0 + grain * speck);
    vec3 light = paint * light_on(v_at, v_normal, v_shadow) + v_colour * (v_glow * glow_level);
    f_colour = film(through_air(light, v_at));
}
