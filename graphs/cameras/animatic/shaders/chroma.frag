// Two chroma pairs of a row in one texel (U V U V), half size, the first row on top.
uniform sampler2D picture;
uniform vec2 size;
uniform float vignette;
out vec4 f_chroma;

vec2 one(vec2 at) {
    vec3 c = texture(picture, at).rgb;
    vec2 off = at - 0.5;
    float y = dot(c, vec3(0.2126, 0.7152, 0.0722));
    vec2 uv = vec2((c.b - y) / 1.8556, (c.r - y) / 1.5748) * (1.0 - vignette * dot(off, off));
    return uv * (224.0 / 255.0) + 128.0 / 255.0;
}

void main() {
    vec2 at = vec2(floor(gl_FragCoord.x) * 4.0 + 1.0, size.y - gl_FragCoord.y * 2.0) / size;
    f_chroma = vec4(one(at), one(at + vec2(2.0 / size.x, 0.0)));
}
