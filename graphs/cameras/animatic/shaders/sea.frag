in vec3 v_at;
uniform sampler2D grain_map;
uniform float drift, shore;
out vec4 f_colour;

void main() {
    vec3 to_eye = normalize(eye - v_at);
    vec2 a = texture(grain_map, v_at.xz * vec2(0.035, 0.11) + vec2(drift * 0.6, drift * 1.7)).rg - 0.5;
    vec2 b = texture(grain_map, v_at.xz * vec2(0.012, 0.035) - vec2(drift * 0.3, -drift)).gr - 0.5;
    vec3 normal = normalize(vec3((a.x + b.x) * 0.28, 1.0, (a.y + b.y) * 0.5));
    float edge = 1.0 - max(dot(normal, to_eye), 0.0);
    float mirror = 0.05 + 0.9 * edge * edge * edge * edge;
    vec3 back = reflect(-to_eye, normal);
    vec3 sky = mix(horizon, zenith, sqrt(max(back.y, 0.0)));
    vec3 deep = (zenith * 0.35 + ground_light * 0.2) * vec3(0.5, 0.85, 0.9);
    vec3 light = mix(deep, sky, mirror) + key_colour * pow(max(dot(back, key_to), 0.0), 140.0) * 1.8;
    float reach = shore - v_at.z + sin(v_at.x * 0.23 + drift * 9.0) * 0.7 + (a.x + a.y) * 2.6;
    float foam = smoothstep(1.6, 0.3, reach) + smoothstep(0.62, 0.95, fract(reach * 0.13 + drift * 4.0)) * smoothstep(26.0, 4.0, reach) * 0.55;
    light = mix(light, vec3(0.8) * (mix(zenith, horizon, 0.5) + key_colour * 0.35), clamp(foam, 0.0, 0.85));
    f_colour = film(through_air(light, v_at));
}
