in vec3 v_at, v_normal, v_colour, v_shadow, v_rest;
in float v_coat;
uniform vec3 shirt;
out vec4 f_colour;

void main() {
    vec3 normal = normalize(v_normal);
    vec3 to_eye = normalize(eye - v_at);
    float edge = 1.0 - max(dot(normal, to_eye), 0.0);
    // The shirt in the neck of the coat and the line of its front: they tell front from back at any distance.
    float open = (v_rest.y - 1.20) * 0.27 - abs(v_rest.x);
    float front = v_coat * step(0.0, v_rest.z) * step(v_rest.y, 1.6);
    vec3 paint = mix(v_colour, shirt, front * smoothstep(-0.003, 0.003, open));
    paint *= 1.0 - 0.45 * front * (1.0 - smoothstep(0.003, 0.007, abs(open)));
    paint *= 1.0 - 0.45 * front * step(v_rest.y, 1.2) * (1.0 - smoothstep(0.003, 0.007, abs(v_rest.x)));
    vec3 light = light_on(v_at, normal, v_shadow);
    // Cloth and clay catch light at their edges: it parts the figure from what is behind it.
    light += back_colour * (edge * edge * max(dot(normal, back_to) + 0.35, 0.0) * 1.6);
    light += mix(zenith, horizon, 0.5) * (edge * edge * edge * 0.35);
    f_colour = film(through_air(paint * light, v_at));
}
