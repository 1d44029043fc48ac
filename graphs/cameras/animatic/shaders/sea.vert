in vec3 in_at;
uniform mat4 view;
out vec3 v_at;

void main() {
    v_at = in_at;
    gl_Position = view * vec4(in_at, 1.0);
}
