in vec2 v_corner;
uniform vec4 tint;
uniform vec3 size;
out vec4 f_colour;

void main() {
    float soft = size.z > 0.5 ? smoothstep(1.0, 0.2, length(v_corner)) : 1.0 - abs(v_corner.x);
    f_colour = vec4(tint.rgb, dot(tint.rgb, vec3(0.2126, 0.7152, 0.0722))) * soft * tint.a;
    f_colour.a = soft * tint.a;
}
