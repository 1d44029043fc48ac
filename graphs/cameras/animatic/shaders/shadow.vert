in vec3 in_at;
uniform mat4 view;

void main() {
    gl_Position = view * vec4(in_at, 1.0);
}
