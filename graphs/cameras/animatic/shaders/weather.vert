// Drops or flakes in a box that goes with the camera; each wraps around inside it.
in vec2 in_corner;
in vec4 in_start;
uniform mat4 view;
uniform vec3 eye, side, fall, size;  // size: half width, length, 0 rain 1 snow
uniform float seconds;
out vec2 v_corner;

void main() {
    vec3 box = vec3(14.0, 9.0, 14.0);
    vec3 sway = size.z * vec3(sin(seconds * 1.3 + in_start.w * 40.0), 0.0, cos(seconds * 1.1 + in_start.w * 31.0)) * 0.22;
    vec3 at = in_start.xyz * box + fall * seconds * (0.8 + 0.4 * in_start.w) + sway;
    at = mod(at - eye, box) - box * 0.5;
    // A drop on the lens would be a bar across the picture.
    at.y -= 100.0 * step(length(at), 1.1);
    at += eye;
    vec3 along = size.z > 0.5 ? vec3(0.0, 1.0, 0.0) : normalize(fall);
    v_corner = in_corner;
    gl_Position = view * vec4(at + side * in_corner.x * size.x + along * in_corner.y * size.y, 1.0);
}
