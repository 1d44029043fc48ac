// Light on a point: sky and ground, the key with its shadow, a back light, four lamps, then air and film.
uniform vec3 eye;
uniform vec3 key_to, key_colour, back_to, back_colour;
uniform vec3 zenith, horizon, ground_light, air;
uniform float exposure, haze;
uniform vec3 lamp_at[4], lamp_colour[4];
uniform float lamp_reach[4];  // one over its square
uniform int lamp_count;
uniform sampler2DShadow shadow_map;

// Filmic curve after Narkowicz, "ACES filmic tone mapping curve" (2015); the square root stands for display gamma.
vec4 film(vec3 light) {
    vec3 c = light * (exposure * 0.48);
    c = clamp((c * (2.51 * c + 0.03)) / (c * (2.43 * c + 0.59) + 0.14), 0.0, 1.0);
    c = sqrt(c);
    return vec4(c, dot(c, vec3(0.2126, 0.7152, 0.0722)));
}

vec3 through_air(vec3 light, vec3 at) {
    float clear = exp2(-haze * 1.4427 * distance(at, eye));
    return mix(air, light, clear);
}

vec3 light_on(vec3 at, vec3 normal, vec3 shadow_at) {
    vec2 off = abs(shadow_at.xy - 0.5);
    float lit = max(texture(shadow_map, shadow_at), step(0.499, max(off.x, off.y)));
    vec3 sky = mix(zenith, horizon, 0.4);
    vec3 light = mix(ground_light, sky, normal.y * 0.5 + 0.5);
    light += key_colour * (max(dot(normal, key_to), 0.0) * lit);
    light += back_colour * max(dot(normal, back_to), 0.0);
    for (int i = 0; i < lamp_count; i++) {
        vec3 to = lamp_at[i] - at;
        float far = dot(to, to);
        float near = max(0.0, 1.0 - far * lamp_reach[i]);
        light += lamp_colour[i] * (near * near * (dot(normal, to) * inversesqrt(far) * 0.6 + 0.4));
    }
    return light;
}
