// Depth of field: the sharp picture where the lens is focused, the softened one as the circle of confusion grows.
in vec2 v_at;
uniform sampler2D picture, soft_picture, depth_map;
uniform vec2 lens;  // near and far plane, m
uniform float focus_m, blur;  // blur: confusion at infinity as a share of the softest
out vec4 f_colour;

void main() {
    float depth = texture(depth_map, v_at).r;
    float far = lens.x * lens.y / (lens.y - depth * (lens.y - lens.x));
    float confusion = clamp(blur * abs(far - focus_m) / far, 0.0, 1.0);
    f_colour = mix(texture(picture, v_at), texture(soft_picture, v_at), confusion);
}
