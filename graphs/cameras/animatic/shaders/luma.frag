// Four luma samples of a row in one texel, the first row on top: the Y plane of BT.709 video, 16 to 235.
uniform sampler2D picture;
uniform vec2 size;
uniform float vignette;
out vec4 f_luma;

float one(vec2 at) {
    vec2 off = at - 0.5;
    return texture(picture, at).a * (1.0 - vignette * dot(off, off));
}

void main() {
    vec2 at = vec2(floor(gl_FragCoord.x) * 4.0 + 0.5, size.y - gl_FragCoord.y) / size;
    float step_x = 1.0 / size.x;
    vec4 luma = vec4(one(at), one(at + vec2(step_x, 0)), one(at + vec2(2.0 * step_x, 0)), one(at + vec2(3.0 * step_x, 0)));
    f_luma = luma * (219.0 / 255.0) + 16.0 / 255.0;
}
