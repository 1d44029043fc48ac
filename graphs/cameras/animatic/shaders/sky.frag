in vec2 v_at;
uniform mat3 look;  // columns: half the picture's width, half its height, forward
uniform sampler2D grain_map;
uniform float sun_disc, stars, clouds, drift, open_sky;
out vec4 f_colour;

void main() {
    vec3 way = normalize(look * vec3(v_at * 2.0 - 1.0, 1.0));
    float up = max(way.y, 0.0);
    vec3 light = mix(horizon, zenith, sqrt(up));
    float toward = max(dot(way, key_to), 0.0);
    light += key_colour * sun_disc * (pow(toward, 900.0) * 5.0 + pow(toward, 24.0) * 0.30 + pow(toward, 5.0) * 0.10);
    vec2 high = way.xz / (up + 0.12) * 0.085 + drift;
    float cloud = smoothstep(0.50, 0.78, texture(grain_map, high).g) * clouds * smoothstep(0.0, 0.14, up);
    light = mix(light, horizon * 0.9 + key_colour * 0.16, cloud * 0.75);
    vec2 cell = floor(way.xz / (up + 0.35) * 150.0);
    float chance = fract(sin(dot(cell, vec2(12.9898, 78.233))) * 43758.5453);
    light += stars * smoothstep(0.9965, 1.0, chance) * smoothstep(0.02, 0.2, up) * 0.55;
    light = mix(air, light, smoothstep(-0.02, 0.10, way.y) * open_sky);
    f_colour = film(light);
}
