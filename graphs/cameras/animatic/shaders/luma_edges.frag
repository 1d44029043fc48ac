// As luma.frag, with stair-stepped edges smoothed: the blend along an edge's normal of FXAA 3.11 (T. Lottes, 2011),
// without its search along the edge. For pictures drawn at full size.
uniform sampler2D picture;
uniform vec2 size;
uniform float vignette;
out vec4 f_luma;

float level(ivec2 at) {
    return texelFetch(picture, clamp(at, ivec2(0), ivec2(size) - 1), 0).a;
}

float smoothed(vec3 up, vec3 mid, vec3 down) {
    float low = min(mid.y, min(min(up.y, down.y), min(mid.x, mid.z)));
    float high = max(mid.y, max(max(up.y, down.y), max(mid.x, mid.z)));
    float range = high - low;
    float mean = (2.0 * (up.y + down.y + mid.x + mid.z) + up.x + up.z + down.x + down.z) / 12.0;
    float share = clamp(abs(mean - mid.y) / max(range, 1e-4), 0.0, 1.0);
    share = smoothstep(0.0, 1.0, share);
    float level_edge = 2.0 * abs(up.y + down.y - 2.0 * mid.y) + abs(up.x + down.x - 2.0 * mid.x) + abs(up.z + down.z - 2.0 * mid.z);
    float upright_edge = 2.0 * abs(mid.x + mid.z - 2.0 * mid.y) + abs(up.x + up.z - 2.0 * up.y) + abs(down.x + down.z - 2.0 * down.y);
    vec2 sides = level_edge >= upright_edge ? vec2(up.y, down.y) : vec2(mid.x, mid.z);
    float across = abs(sides.x - mid.y) >= abs(sides.y - mid.y) ? sides.x : sides.y;
    return range < max(0.035, high * 0.11) ? mid.y : mix(mid.y, across, share * share * 0.75);
}

void main() {
    ivec2 at = ivec2(int(gl_FragCoord.x) * 4, int(size.y - gl_FragCoord.y));
    float up[6], mid[6], down[6];
    for (int i = 0; i < 6; i++) {
        up[i] = level(at + ivec2(i - 1, 1));
        mid[i] = level(at + ivec2(i - 1, 0));
        down[i] = level(at + ivec2(i - 1, -1));
    }
    vec4 luma;
    for (int i = 0; i < 4; i++) {
        luma[i] = smoothed(
            vec3(up[i], up[i + 1], up[i + 2]), vec3(mid[i], mid[i + 1], mid[i + 2]), vec3(down[i], down[i + 1], down[i + 2])
        );
    }
    vec2 off = (vec2(at) + vec2(2.0, 0.5)) / size - 0.5;
    f_luma = luma * (1.0 - vignette * dot(off, off)) * (219.0 / 255.0) + 16.0 / 255.0;
}
